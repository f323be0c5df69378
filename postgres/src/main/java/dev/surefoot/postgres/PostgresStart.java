package dev.surefoot.postgres;

/** What came of {@link EmbeddedPostgres#start}: a server, and whose doing it was, or a reason. */
public sealed interface PostgresStart {

    /** This call started the server. */
    record Started(EmbeddedPostgres postgres) implements PostgresStart {}

    /** The server of this directory ran already and proved to be ours. */
    record Adopted(EmbeddedPostgres postgres) implements PostgresStart {}

    /**
     * There is no server of this call, and no cluster or password that it left half made. A server
     * that was found alive goes on, as does one still recovering at the start timeout.
     *
     * @param message names the directory, what was seen, what was needed, and the next step
     */
    record Refused(Reason reason, String message) implements PostgresStart {}
}
