package dev.surefoot.schema.bundle;

/** A bundle that can't be made or read; the message says what is wrong and what to do. */
public final class UnreadableBundle extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableBundle(String message) {
        super(message);
    }
}
