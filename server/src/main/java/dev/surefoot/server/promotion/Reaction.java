package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.TrafficSettings;

import java.time.Duration;
import java.util.List;

/**
 * How long a fault lasts: a window until it is counted, as long again until it is judged, and the
 * time from the decision to a router that obeys. That is measured where twenty rollbacks of this
 * place are on record: nineteen of twenty were as quick. Else it is what the router's kind is
 * given: generously, for both were measured below a tenth of a second. A lease is no part of it: it
 * matters where no server is left to decide.
 */
final class Reaction {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration DECISION = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final int FEWEST = 20;

    /** How many promotions of a place to look at. */
    static final int MOST = 200;

    private Reaction() {}

    /** The whole of it, by the promotions that went back through this kind of router before. */
    static Duration of(TrafficSettings.DataPlane plane, List<Promotion> before) {
        return WINDOW.plus(DECISION).plus(actuation(plane, before));
    }

    private static Duration actuation(TrafficSettings.DataPlane plane, List<Promotion> before) {
        List<Duration> measured =
                before.stream()
                        .filter(it -> it.state() instanceof PromotionState.RolledBack)
                        .map(it -> ((PromotionState.RolledBack) it.state()).times())
                        .map(it -> Duration.between(it.decidedAt(), it.executedAt()))
                        .sorted()
                        .toList();
        if (measured.size() < FEWEST) {
            return given(plane);
        }
        Duration most = measured.get((int) Math.ceil(0.95 * measured.size()) - 1);
        return most.compareTo(LEAST) > 0 ? most : LEAST;
    }

    private static Duration given(TrafficSettings.DataPlane plane) {
        return switch (plane) {
            case TrafficSettings.Embedded _ -> Duration.ofSeconds(1);
            case TrafficSettings.Haproxy _ -> Duration.ofSeconds(2);
        };
    }
}
