package dev.surefoot.judge;

/**
 * Saved bytes that are no state of this plan: another plan's, another format's, or damaged. Start
 * anew with {@link State#initial(Plan)}, or judge on with the plan that the bytes belong to.
 */
public final class RefusedState extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    RefusedState(String what, Object seen, Object bound) {
        super("state refused: " + what + " is " + seen + ", must be " + bound);
    }
}
