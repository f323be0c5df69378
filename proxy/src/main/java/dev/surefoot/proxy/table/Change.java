package dev.surefoot.proxy.table;

/** What came of asking for a change. Unless {@link Done} or {@link Unsure}, nothing changed. */
public sealed interface Change {
    /** Applied, read back, and kept over a restart. */
    record Done(Observed observed) implements Change {}

    /** Deleted now, or already before; its token is remembered. */
    record Deleted(boolean existed) implements Change {}

    /** The token is older than the route's. */
    record StaleToken(long token, long current) implements Change {}

    /** The lease is dead: with it nobody can be exposed any more. */
    record LeaseLapsed(String id) implements Change {}

    /** Nobody can listen there. */
    record PortInUse(String host, int port, String reason) implements Change {}

    /** In force, but something that should follow did not; safe to ask again with this token. */
    record Unsure(String error, String message) implements Change {}
}
