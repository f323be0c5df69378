package dev.surefoot.server.schema;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What is done to databases: real work, which takes a while and may be repeated from the start at
 * any time. Safe for use by many threads.
 */
public interface SchemaWork {

    /** Tries the change on a shadow and says what was found. */
    Errand.Outcome prove(SchemaChange change, Watch watch);

    /** Runs its expand files. */
    Errand.Outcome expand(SchemaChange change, Watch watch);

    /** Runs its backfills. */
    Errand.Outcome backfill(SchemaChange change, Watch watch);

    /** Runs its contract files. */
    Errand.Outcome contract(SchemaChange change, Watch watch);

    /**
     * Who is connected to the database of a change as its service.
     *
     * @throws SchemaTrouble if nobody could look
     */
    List<String> sessions(SchemaChange change) throws SchemaTrouble;

    /**
     * How the work is watched.
     *
     * @param stop whether to stop between two steps
     * @param takesAway called before anything is taken away; what it throws keeps all there
     */
    record Watch(Consumer<Errand.Progress> progress, BooleanSupplier stop, Runnable takesAway) {}
}
