package dev.surefoot.schema.run;

/** A target could not be read; the message says why. */
public final class TargetTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    public TargetTrouble(String message) {
        super(message);
    }

    TargetTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
