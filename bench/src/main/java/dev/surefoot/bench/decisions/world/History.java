package dev.surefoot.bench.decisions.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The half hour before a release: what a control plane would have recorded of the old version. */
public final class History {
    private static final int MINUTES = 30;

    private History() {}

    /** Errors of each baseline instance, minute by minute. */
    public static List<List<Long>> errors(Traffic traffic, long seed) {
        World before = new World(traffic, Optional.empty(), 60, Draws.seed(seed, -2));
        List<List<Long>> minutes = new ArrayList<>();
        for (int minute = 0; minute < MINUTES; minute++) {
            minutes.add(before.next(0).baseline().stream().map(Tally::errors).toList());
        }
        return minutes;
    }
}
