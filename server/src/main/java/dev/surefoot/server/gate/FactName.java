package dev.surefoot.server.gate;

/**
 * A declared fact: a dotted name of one simple type.
 *
 * @param name as gates write it, for example {@code tests.failed}
 * @param meaning one line for people
 */
public record FactName(String name, Type type, String meaning) {
    /** The types that facts may have. */
    public enum Type {
        BOOLEAN,
        /** 64 bit; shares are in basis points. */
        INTEGER,
        TEXT,
        DURATION,
        TIME
    }
}
