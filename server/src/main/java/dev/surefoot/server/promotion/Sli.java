package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.SloSettings;
import dev.surefoot.server.traffic.TrafficMinute;

import java.util.List;

/**
 * Whether traffic met its objective: availability and latency over at least one whole minute and 30
 * requests. Too little of it is never a yes. Pure.
 */
sealed interface Sli {
    long FEWEST_REQUESTS = 30;

    /** The objective was met. */
    record Met() implements Sli {}

    /** It was not met. */
    record Missed(String why) implements Sli {}

    /** It can't be said; the reason stays the same while nothing but time passes. */
    record Unknown(String why) implements Sli {}

    /**
     * Judges these minutes of one slot together.
     *
     * @param boundsMs upper bounds of the minutes' latency buckets; the last bucket has none
     */
    static Sli of(SloSettings slo, List<TrafficMinute> minutes, List<Long> boundsMs) {
        long requests = minutes.stream().mapToLong(TrafficMinute::requests).sum();
        long errors = minutes.stream().mapToLong(TrafficMinute::errors).sum();
        if (requests < FEWEST_REQUESTS) {
            return new Unknown(
                    "fewer than %d requests in whole minutes there: send more traffic or wait"
                            .formatted(FEWEST_REQUESTS));
        }
        if (!atLeast(requests - errors, requests, slo.availability())) {
            return new Missed("availability was below " + slo.availability());
        }
        return slo.latency().map(wanted -> latency(wanted, minutes, boundsMs)).orElseGet(Met::new);
    }

    private static Sli latency(
            SloSettings.Latency wanted, List<TrafficMinute> minutes, List<Long> boundsMs) {
        int bucket = boundsMs.indexOf(wanted.bound().toMillis());
        if (bucket < 0) {
            return new Unknown(
                    "the router counts no requests within %d ms: set slo.latency.bound to one of %s ms"
                            .formatted(wanted.bound().toMillis(), boundsMs));
        }
        long within = 0;
        long timed = 0;
        for (TrafficMinute minute : minutes) {
            for (int i = 0; i < minute.buckets().size(); i++) {
                timed += minute.buckets().get(i);
                within += i <= bucket ? minute.buckets().get(i) : 0;
            }
        }
        if (timed < FEWEST_REQUESTS) {
            return new Unknown("the router timed too few requests: wait for more traffic");
        }
        return atLeast(within, timed, wanted.share())
                ? new Met()
                : new Missed(
                        "fewer than %s of requests were answered within %d ms"
                                .formatted(wanted.share(), wanted.bound().toMillis()));
    }

    private static boolean atLeast(long part, long whole, Share share) {
        return Math.multiplyExact(part, 10_000L)
                >= Math.multiplyExact(whole, (long) share.basisPoints());
    }
}
