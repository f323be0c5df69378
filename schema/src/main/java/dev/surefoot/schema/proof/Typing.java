package dev.surefoot.schema.proof;

/** How a replay sends parameters that come without a type. */
public enum Typing {
    /** Without one: the server infers it anew each time. */
    INFERRED,
    /**
     * With the type that the server inferred before the change, text as {@code varchar}: so do
     * drivers whose calls name a type, as JDBC's {@code setString} and {@code setInt}.
     */
    AS_BEFORE
}
