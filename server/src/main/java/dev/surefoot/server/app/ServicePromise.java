package dev.surefoot.server.app;

import dev.surefoot.schema.run.backfill.Signal;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.server.traffic.TrafficMinuteStore;

import org.jdbi.v3.core.JdbiException;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Stops a backfill while its service fails as many of its requests as would use up a month's error
 * budget in two days; the judge's rail has the same measure. Who failed them does not matter: the
 * load of a backfill is the last thing that such a service needs. Safe for use by many threads.
 *
 * @param availability the share of requests that must not fail
 */
record ServicePromise(
        TrafficMinuteStore traffic, RouteKey route, Share availability, InstantSource clock)
        implements Signal {
    /** The month in two days. */
    private static final int BURN = 15;

    private static final Duration OVER = Duration.ofMinutes(2);

    /** Fewer say nothing. */
    private static final long FEWEST_ERRORS = 10;

    @Override
    public Reading read() {
        try {
            return read(traffic.since(route, clock.instant().minus(OVER)));
        } catch (JdbiException e) {
            return new Reading.Unreadable("requests of " + place() + ": " + e.getMessage());
        }
    }

    private Reading read(List<TrafficMinute> minutes) {
        long requests = minutes.stream().mapToLong(TrafficMinute::requests).sum();
        long errors = minutes.stream().mapToLong(TrafficMinute::errors).sum();
        int most = Math.min(10_000, BURN * availability.rest().basisPoints());
        boolean burns = errors >= FEWEST_ERRORS && errors * 10_000 >= requests * most;
        return burns
                ? new Reading.Stop(
                        "%d of %d requests of %s failed within two minutes, against a promise of %s"
                                .formatted(errors, requests, place(), availability))
                : CLEAR;
    }

    private String place() {
        return route.service() + " in " + route.environment();
    }
}
