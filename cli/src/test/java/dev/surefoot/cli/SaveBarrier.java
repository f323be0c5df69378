package dev.surefoot.cli;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Halts a server at one exact save, by a trigger that waits for a lock of ours: what the save tells
 * of has been done, and nobody knows yet. The server's code has no part in it. Closing takes the
 * trigger away; who still waits then is cut off, and what it wanted to save is not saved.
 */
final class SaveBarrier implements AutoCloseable {
    private static final long LOCK = 0x6261_7272_6965_72L;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HALTED =
            "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                    + " AND (classid::bigint << 32) + objid::bigint = "
                    + LOCK;

    private final Connection connection;
    private final Crash crash;

    private SaveBarrier(Connection connection, Crash crash) {
        this.connection = connection;
        this.crash = crash;
    }

    /** Where a server is to be killed. */
    static SaveBarrier at(Crash crash, StoreView store) throws SQLException, IOException {
        Connection connection = store.connect();
        SaveBarrier barrier = new SaveBarrier(connection, crash);
        barrier.execute("SELECT pg_advisory_lock(" + LOCK + ")");
        barrier.execute(
                "CREATE OR REPLACE FUNCTION test_barrier() RETURNS trigger LANGUAGE plpgsql AS $$"
                        + " BEGIN PERFORM pg_advisory_xact_lock("
                        + LOCK
                        + "); RETURN NEW; END $$");
        barrier.execute(
                "CREATE TRIGGER test_barrier BEFORE UPDATE ON "
                        + crash.table()
                        + " FOR EACH ROW WHEN ("
                        + crash.condition()
                        + ") EXECUTE FUNCTION test_barrier()");
        return barrier;
    }

    /** Waits until a server has come to a halt at this save. */
    void awaitHalt() {
        Await.until("a server halts " + crash.name(), PATIENCE, this::halted);
    }

    private boolean halted() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HALTED)) {
            return rows.next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            // Cut off before the lock is free: a save whose server is dead must not come through.
            execute("SELECT pg_terminate_backend(pid) FROM (" + HALTED + ") AS waiting");
            Await.until("the halted save is cut off", PATIENCE, () -> !halted());
            execute("DROP TRIGGER test_barrier ON " + crash.table());
        }
    }
}
