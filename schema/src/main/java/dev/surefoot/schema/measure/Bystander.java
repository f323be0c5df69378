package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Watches from a second session which locks a statement takes that no transaction may hold. So that
 * it can't pass unseen on small tables, the bystander holds every table as a writer does: what
 * builds or drops an index concurrently, or needs a table for itself, then waits for it, is looked
 * at, and goes on.
 */
final class Bystander implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 1;

    private final Connection connection;
    private final int pid;
    private final Map<Long, LockMode> locks = new HashMap<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable SQLException trouble;

    private Bystander(Connection connection, int pid) {
        this.connection = connection;
        this.pid = pid;
        this.thread = new Thread(this::watch, "surefoot-bystander");
        this.thread.setDaemon(true);
    }

    /** Takes its place beside the session with the process number. */
    static Bystander beside(int pid, Connection connection, Collection<Relation> relations)
            throws SQLException {
        connection.setAutoCommit(false);
        String tables =
                relations.stream()
                        .filter(
                                each ->
                                        each.kind() == ObjectKind.TABLE
                                                || each.kind() == ObjectKind.PARTITIONED_TABLE)
                        .map(Relation::quoted)
                        .map(name -> "only " + name)
                        .collect(Collectors.joining(", "));
        if (!tables.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + tables + " in row exclusive mode");
            }
        }
        Bystander bystander = new Bystander(connection, pid);
        bystander.thread.start();
        return bystander;
    }

    private void watch() {
        try {
            boolean holds = true;
            do {
                boolean waits = Relations.locksOf(pid, connection, locks);
                if (holds && waits) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                    holds = false;
                }
            } while (!finished.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
            if (holds) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            trouble = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch; the strongest mode seen on each relation. */
    Map<Long, LockMode> seen() throws SQLException {
        close();
        SQLException seen = trouble;
        if (seen != null) {
            throw seen;
        }
        return Map.copyOf(locks);
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShadowFailure("interrupted while a statement was measured", e);
        }
    }
}
