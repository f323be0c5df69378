package dev.surefoot.schema.shadow;

/** The shadow itself could not: not a verdict about a change. */
public final class ShadowFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShadowFailure(String message) {
        super(message);
    }

    public ShadowFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
