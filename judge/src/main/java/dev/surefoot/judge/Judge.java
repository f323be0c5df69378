package dev.surefoot.judge;

/**
 * Is the canary worse, and how far may it go? Pure functions: no clock, no I/O, no randomness; the
 * same plan, state and window give the same bits everywhere. Thread-safe.
 *
 * <p>In this order: a rail that is touched rolls back; so do errors that are worse than the
 * baseline's (evidence ≥ 1/α and at least three failed canary requests); a canary proven fit is
 * promoted once {@code min-evidence-time} is covered and nothing blocks; after the deadline the
 * answer is Inconclusive; else Hold. Windows come in the order of their numbers; their times only
 * measure durations. A wrong Rollback by the comparison has chance at most α over the whole
 * release, a wrong Promote at most β, however often one looks; see {@link Dispersion#LABEL} for
 * when. The error rail adds at most 1 in 1000 for a canary that is not above its limit.
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
