package dev.surefoot.schema.measure;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The connection on which a migration runs, and looks at it that leave no trace. */
final class Session implements AutoCloseable {
    /** From 15 on a session can be made to report its counters; before, it does in a second. */
    private static final int FLUSHES_FROM = 15;

    /** On a shadow, where tables are small, what takes longer does not end. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int ANSWER_SECONDS = 5;

    private static final String FLUSH = "select pg_catalog.pg_stat_force_next_flush()";

    /** What a file says of time and roles is not for us. */
    private static final String LOOK =
            """
            savepoint surefoot_look;
            set local session authorization default;
            set local role none;
            select pg_catalog.set_config('statement_timeout', '0', true),
                   pg_catalog.set_config('lock_timeout', '0', true);
            """;

    private static final String LOOKED =
            "rollback to savepoint surefoot_look; release savepoint surefoot_look;";

    private static final String NEWEST =
            """
            select greatest(
              (select max(oid) from pg_catalog.pg_class),
              (select max(oid) from pg_catalog.pg_type),
              (select max(oid) from pg_catalog.pg_attrdef),
              (select max(oid) from pg_catalog.pg_constraint),
              (select max(oid) from pg_catalog.pg_proc),
              (select max(oid) from pg_catalog.pg_trigger),
              (select max(oid) from pg_catalog.pg_policy),
              (select max(oid) from pg_catalog.pg_rewrite),
              (select max(oid) from pg_catalog.pg_namespace),
              (select max(oid) from pg_catalog.pg_extension),
              (select max(oid) from pg_catalog.pg_publication),
              (select max(oid) from pg_catalog.pg_operator),
              (select max(oid) from pg_catalog.pg_collation),
              (select max(oid) from pg_catalog.pg_cast),
              (select max(oid) from pg_catalog.pg_statistic_ext),
              (select max(oid) from pg_catalog.pg_event_trigger))::bigint
            """;

    private static final String BYTES =
            """
            select coalesce(sum(pg_catalog.pg_relation_size(c.oid)), 0)::bigint
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'm') and n.nspname !~ '^pg_'
               and n.nspname not in ('information_schema', 'surefoot_schema')
            """;

    private final ShadowDatabase database;
    private final Connection connection;

    Session(ShadowDatabase database) throws SQLException {
        this.database = database;
        this.connection = database.connectForScripts();
    }

    Connection connection() {
        return connection;
    }

    ShadowDatabase database() {
        return database;
    }

    boolean lost() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /**
     * Executes a text of the user's.
     *
     * @return what the server had against it
     * @throws ShadowFailure if the session or the server is gone or its disk is full
     */
    Optional<SqlError> execute(String sql) {
        long began = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            // By the driver: a file may set the server's own bound as it likes.
            statement.setQueryTimeout((int) LONGEST.toSeconds());
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException e) {
            boolean endless = System.nanoTime() - began >= LONGEST.toNanos();
            return Optional.of(
                    endless && "57014".equals(e.getSQLState())
                            ? new SqlError(
                                    "57014",
                                    "it did not end within %d s on the shadow"
                                            .formatted(LONGEST.toSeconds()),
                                    OptionalInt.empty())
                            : error(e));
        }
    }

    Optional<SqlError> commit() {
        try {
            connection.commit();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(error(e));
        }
    }

    /** A file may raise any state itself: the shadow is gone only where it does not answer. */
    private SqlError error(SQLException e) {
        String state = e.getSQLState() == null ? "XX000" : e.getSQLState();
        if (state.equals("53100") || !answers()) {
            throw new ShadowFailure(
                    "the shadow gave up ("
                            + state
                            + "): "
                            + e.getMessage()
                            + (state.equals("53100")
                                    ? "; free some space where it keeps its files, and try again"
                                    : "; try again"),
                    e);
        }
        ServerErrorMessage server =
                e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        if (server == null) {
            return new SqlError(state, String.valueOf(e.getMessage()), OptionalInt.empty());
        }
        return new SqlError(
                state,
                String.valueOf(server.getMessage()),
                server.getPosition() > 0
                        ? OptionalInt.of(server.getPosition())
                        : OptionalInt.empty());
    }

    private boolean answers() {
        try {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether a transaction is open that is not failed. */
    boolean open() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState()
                == TransactionState.OPEN;
    }

    /**
     * Within the transaction: locks first, before anything of ours could take one.
     *
     * <p>INVARIANT: a transaction begins with all counters of this session at nothing. What the
     * server calls counters of a transaction are those that the session has not reported; it
     * reports between transactions, once a second, or when told to.
     */
    Snapshot look(Snapshot before) throws SQLException {
        script(LOOK);
        var locks = Relations.ownLocks(connection);
        var relations = Relations.inTransaction(connection);
        Map<String, Long> writes = Relations.catalogWrites(connection);
        if (flushes()) {
            ask(FLUSH);
        }
        Catalog catalog = catalog(before, relations, writes);
        script(LOOKED);
        return new Snapshot(relations, locks, catalog, writes);
    }

    private void script(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Catalog catalog(
            Snapshot before, Map<Long, Relation> relations, Map<String, Long> writes)
            throws SQLException {
        Set<String> written = before.written(writes);
        if (written.isEmpty()) {
            return before.catalog();
        }
        return before.renamed(relations)
                ? Catalog.read(connection)
                : before.catalog().again(connection, written);
    }

    /** Between transactions; with auto-commit off. */
    Snapshot rest() throws SQLException {
        var relations = Relations.inTransaction(connection);
        Catalog catalog = Catalog.read(connection);
        if (flushes()) {
            ask(FLUSH);
        }
        connection.rollback();
        report();
        return new Snapshot(relations, Map.of(), catalog, Map.of()).atRest();
    }

    /** Outside of transactions, with the counters of the server; with auto-commit on. */
    Snapshot outside(Catalog catalog) throws SQLException {
        if (flushes()) {
            ask(FLUSH);
        } else {
            report();
            ask("select pg_catalog.pg_sleep(0.6)");
        }
        return new Snapshot(Relations.ever(connection), Map.of(), catalog, Map.of());
    }

    private boolean flushes() {
        return database.shadow().major() >= FLUSHES_FROM;
    }

    /** Between transactions: has the session report its counters if it does not when told to. */
    void report() throws SQLException {
        if (!flushes()) {
            ask("select pg_catalog.pg_sleep(1.1)");
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Ends the transaction as if nothing had happened, its counters reported. */
    void undo() throws SQLException {
        connection.rollback();
        if (flushes()) {
            ask(FLUSH);
        }
        report();
    }

    /** No object that stands has a greater number. */
    long newest() throws SQLException {
        return Long.parseLong(ask(NEWEST));
    }

    /** Size of all tables. */
    long bytes() throws SQLException {
        return Long.parseLong(ask(BYTES));
    }

    int pid() throws SQLException {
        return connection.unwrap(BaseConnection.class).getBackendPID();
    }

    String ask(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // It is gone either way.
        }
    }
}
