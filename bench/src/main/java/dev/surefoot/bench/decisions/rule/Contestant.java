package dev.surefoot.bench.decisions.rule;

import java.util.function.Function;

/**
 * A rule with its settings, in one row of the tables.
 *
 * @param judge whose rule
 * @param settings in words
 * @param group which scenarios it takes part in
 * @param start makes the rule for one release
 */
public record Contestant(
        String judge, String settings, Group group, Function<Setting, Rule> start) {
    /** Where a contestant takes part. */
    public enum Group {
        /** Everywhere. */
        ALL,
        /** Where only the decision counts: it has no schedule. */
        DECISION,
        /** Where schedules are played. */
        SCHEDULE,
        /** There, too: exposure planned from a budget. */
        BUDGET,
        /** Where knobs are swept. */
        SWEEP
    }

    /** For people and for seeds: judge and settings. */
    public String name() {
        return judge + ", " + settings;
    }
}
