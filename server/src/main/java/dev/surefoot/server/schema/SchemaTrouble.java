package dev.surefoot.server.schema;

/** A database could not be looked at; the message names it and says what to do. */
public final class SchemaTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    public SchemaTrouble(String message) {
        super(message);
    }
}
