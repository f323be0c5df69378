package dev.surefoot.server.promotion;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.server.environment.LatencyBounds;
import dev.surefoot.server.traffic.Buckets;
import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How slow the running version was, by minute and instance. Minutes that the embedded proxy did not
 * time are none. Pure.
 */
final class LatencyHistory {
    static final int FEWEST_MINUTES = 30;

    /**
     * Where users wait, in the tail. Not the median: there harmless differences show first, such as
     * caches that are still cold and instances that get fewer requests.
     */
    private static final double[] TARGETS = {0.1, 0.01};

    private static final double LEAST = 0.001;
    private static final List<Long> BOUNDS = LatencyBounds.EMBEDDED_MS;

    private final Map<Instant, List<TrafficMinute>> byMinute;

    private LatencyHistory(Map<Instant, List<TrafficMinute>> byMinute) {
        this.byMinute = byMinute;
    }

    static LatencyHistory of(List<TrafficMinute> minutes) {
        Map<Instant, List<TrafficMinute>> byMinute = new TreeMap<>();
        for (TrafficMinute minute : minutes) {
            if (minute.buckets().size() == BOUNDS.size() + 1) {
                byMinute.computeIfAbsent(minute.minute(), at -> new ArrayList<>()).add(minute);
            }
        }
        return new LatencyHistory(byMinute);
    }

    /**
     * Up to two bounds in milliseconds, rising: those where the share of slower requests was
     * nearest to a tenth and a hundredth, and from 0.1 % to 99.9 %. None with less than 30 minutes.
     */
    List<Long> telling() {
        if (byMinute.size() < FEWEST_MINUTES) {
            return List.of();
        }
        TreeSet<Long> chosen = new TreeSet<>();
        for (double target : TARGETS) {
            BOUNDS.stream()
                    .filter(bound -> tells(share(bound)))
                    .min((a, b) -> Double.compare(distance(a, target), distance(b, target)))
                    .ifPresent(chosen::add);
        }
        return List.copyOf(chosen);
    }

    /** How slow requests cluster, at the bound where they do most; unknown is not little. */
    Dispersion dispersion(List<Long> boundsMs) {
        if (byMinute.size() < FEWEST_MINUTES) {
            return Dispersion.DEFAULT;
        }
        return boundsMs.stream()
                .map(this::dispersion)
                .max((a, b) -> Double.compare(a.phi(), b.phi()))
                .orElse(Dispersion.DEFAULT);
    }

    private Dispersion dispersion(long bound) {
        return Dispersion.measured(
                byMinute.values().stream()
                        .map(all -> all.stream().map(each -> slower(each, bound)).toList())
                        .toList());
    }

    private static boolean tells(double share) {
        return share >= LEAST && share <= 1 - LEAST;
    }

    private double distance(long bound, double target) {
        return Math.abs(logOdds(share(bound)) - logOdds(target));
    }

    private static double logOdds(double share) {
        return Math.log(share / (1 - share));
    }

    private double share(long bound) {
        long slower = 0;
        long all = 0;
        for (List<TrafficMinute> minutes : byMinute.values()) {
            for (TrafficMinute minute : minutes) {
                slower += slower(minute, bound);
                all += Buckets.sum(minute.buckets());
            }
        }
        return all == 0 ? 0 : (double) slower / all;
    }

    private static long slower(TrafficMinute minute, long bound) {
        return Buckets.beyond(minute.buckets(), BOUNDS.indexOf(bound));
    }
}
