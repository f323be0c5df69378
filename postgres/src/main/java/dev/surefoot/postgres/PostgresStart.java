package dev.surefoot.postgres;

/** What came of {@link EmbeddedPostgres#start}: a server, and whose doing it was, or a reason. */
public sealed interface PostgresStart {

    /** This call started the server. */
    record Started(EmbeddedPostgres postgres) implements PostgresStart {}

    /** The server of this directory ran already and proved to be ours. */
    record Adopted(EmbeddedPostgres postgres) implements PostgresStart {}

    /**
     * There is no server, and what this call had created is gone again.
     *
     * @param message names the directory, what was seen, what was needed, and the next step
     */
    record Refused(Reason reason, String message) implements PostgresStart {}
}
