package dev.surefoot.bench.decisions.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time before a release: what a control plane would have recorded of the old version. Half an
 * hour, the least that it goes by; with little traffic the day that it looks back.
 */
public final class History {
    private static final int FEWEST_MINUTES = 30;
    private static final int DAY = 24 * 60;
    private static final double LITTLE_RPS = 10;

    private History() {}

    /** Errors of each baseline instance, minute by minute. */
    public static List<List<Long>> errors(Traffic traffic, long seed) {
        World before = new World(traffic, Optional.empty(), 60, Draws.seed(seed, -2));
        List<List<Long>> minutes = new ArrayList<>();
        int most = traffic.rps() > LITTLE_RPS ? FEWEST_MINUTES : DAY;
        for (int minute = 0; minute < most; minute++) {
            minutes.add(before.next(0).baseline().stream().map(Tally::errors).toList());
        }
        return minutes;
    }
}
