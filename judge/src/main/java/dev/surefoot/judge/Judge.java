package dev.surefoot.judge;

/**
 * Is the canary worse, and how far may it go? Pure functions: no clock, no I/O, no randomness; the
 * same plan, state and window give the same bits everywhere. Thread-safe.
 *
 * <p>In this order: a rail that is touched rolls back, the harm of a budget is one; so does the
 * evidence of all metrics together that the canary is worse than the baseline (1/α, and at least
 * three events of the canary); a budget that cannot be kept is Inconclusive; a canary that every
 * metric with a bar proves fit is promoted once {@code min-evidence-time} is covered and nothing
 * blocks; after the deadline the answer is Inconclusive; else Hold. Windows come in the order of
 * their numbers, except those that are read too late, which are dropped; their times only measure
 * durations. A wrong Rollback by the comparison has chance at most α over the whole release, a
 * wrong Promote at most β, however often one looks; see {@link Dispersion#LABEL} for when. Each
 * limit on the error rate adds at most 1 in 1000 for a canary that is not above it.
 */
public final class Judge {
    private Judge() {}

    /**
     * Full comparison of canary and baseline.
     *
     * @throws RefusedWindow if the window cannot be true; the state may be used on
     * @throws RefusedState if the state is another plan's
     */
    public static Outcome next(Plan plan, State state, Window window) {
        return outcome(plan, state, window, true);
    }

    /**
     * Rails only, for baking and first releases where no baseline serves beside the canary: {@code
     * Hold} or {@code Rollback}, never {@code Promote}. The share in force is kept.
     *
     * @throws RefusedWindow if the window cannot be true; the state may be used on
     * @throws RefusedState if the state is another plan's
     */
    public static Outcome rails(Plan plan, State state, Window window) {
        return outcome(plan, state, window, false);
    }

    private static Outcome outcome(Plan plan, State state, Window window, boolean comparing) {
        state.belongsTo(plan);
        Look look = Look.at(window, plan, comparing);
        State after = state.after(look);
        Ruling ruling = new Ruling(plan, after, look);
        Step step = comparing ? ruling.compared() : ruling.railsOnly();
        return new Outcome(
                step.judgement() instanceof Judgement.Promote ? after.afterPromote() : after, step);
    }
}
