package dev.surefoot.judge;

/**
 * Is the canary worse, and how far may it go? Pure functions: no clock, no I/O, no randomness; the
 * same plan, state and window give the same bits everywhere.
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
        return unwritten(plan, state, window);
    }

    /**
     * Rails only, for baking and first releases where no baseline serves beside the canary: {@code
     * Hold} or {@code Rollback}, never {@code Promote}.
     *
     * @throws RefusedWindow if the window cannot be true; the state may be used on
     * @throws RefusedState if the state is another plan's
     */
    public static Outcome rails(Plan plan, State state, Window window) {
        return unwritten(plan, state, window);
    }

    private static Outcome unwritten(Plan plan, State state, Window window) {
        window.check();
        throw new UnsupportedOperationException(
                "judge is being written" + plan.hash() + state.toBytes().length);
    }
}
