package dev.surefoot.server.app;

/** A server can't start, for a reason that the person who starts it can mend. */
public final class NotStarted extends Exception {
    private static final long serialVersionUID = 1L;

    public NotStarted(String message) {
        super(message);
    }

    public NotStarted(String message, Throwable cause) {
        super(message, cause);
    }
}
