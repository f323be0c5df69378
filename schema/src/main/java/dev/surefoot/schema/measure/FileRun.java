package dev.surefoot.schema.measure;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.migration.Statement;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one file as its tool would, and looks after each statement. Nothing of ours runs inside a
 * transaction before its first statement, so that the file may set the transaction's mode.
 */
final class FileRun {
    private static final List<String> NEEDS_NO_TRANSACTION = List.of("25001", "2D000");

    private final Session session;
    private final MigrationFile file;
    private final Roles roles;
    private final Existing existing;
    private final List<String> notes = new ArrayList<>();

    /** What the open transaction has executed, to be done again after a rollback of ours. */
    private final List<String> done = new ArrayList<>();

    private Snapshot now;

    /** Whether the file itself began the transaction. */
    private boolean own;

    FileRun(Session session, MigrationFile file, Snapshot start) throws SQLException {
        this.session = session;
        this.file = file;
        this.roles = new Roles(session.database().shadow());
        this.now = start;
        this.existing = Existing.of(start, session.newest(), session.bytes());
    }

    /** Leaves the connection with auto-commit on and without a transaction. */
    MeasuredFile run() throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        List<MeasuredStatement> measured = new ArrayList<>();
        for (Statement statement : file.statements()) {
            MeasuredStatement next = measure(statement);
            measured.add(next);
            if (next.error().isPresent()) {
                break;
            }
        }
        boolean failed = !measured.isEmpty() && measured.getLast().error().isPresent();
        if (failed) {
            connection.rollback();
        } else if (session.open()) {
            session.commit().ifPresent(error -> measured.add(failed(measured.removeLast(), error)));
        }
        connection.rollback();
        connection.setAutoCommit(true);
        return new MeasuredFile(file, measured, roles.made(), notes);
    }

    /** How the database stands after the file; empty if that must be read. */
    Snapshot end() {
        return now.atRest();
    }

    private static MeasuredStatement failed(MeasuredStatement last, SqlError error) {
        return new MeasuredStatement(
                last.statement(),
                last.transactional(),
                Optional.of(error),
                last.facts(),
                last.held());
    }

    private MeasuredStatement measure(Statement statement) throws SQLException {
        while (true) {
            Optional<SqlError> error = session.execute(statement.text());
            if (error.isEmpty()) {
                return succeeded(statement);
            }
            Optional<String> there = roles.leftBehind(error.get(), statement.text());
            if (there.isPresent()) {
                notes.add("role " + there.get() + " was made by an earlier trial already");
            } else if (outside(error.get()) && !own) {
                return alone(statement, error.get());
            } else if (!roles.helped(error.get()) && !databaseMade(error.get())) {
                return new MeasuredStatement(statement, true, error, List.of(), List.of());
            }
            Optional<SqlError> again = again();
            if (again.isPresent() || there.isPresent()) {
                return new MeasuredStatement(statement, true, again, List.of(), List.of());
            }
        }
    }

    /** A file names production's database, to grant or set something on it. */
    private boolean databaseMade(SqlError error) {
        Optional<String> made =
                Missing.database(error).filter(session.database().shadow()::makeDatabase);
        made.ifPresent(name -> notes.add(Missing.MADE_DATABASE.formatted(name)));
        return made.isPresent();
    }

    private static boolean outside(SqlError error) {
        return NEEDS_NO_TRANSACTION.contains(error.sqlState())
                || (error.sqlState().equals("0A000") && error.message().contains("transaction"));
    }

    private MeasuredStatement succeeded(Statement statement) throws SQLException {
        if (!session.open()) {
            // The file has ended its transaction; what it did was told, statement by statement.
            own = false;
            done.clear();
            Watchers.take(session.connection());
            now = session.rest();
            return new MeasuredStatement(statement, true, Optional.empty(), List.of(), List.of());
        }
        own |= Word.of(statement.text()) == Word.BEGIN;
        Snapshot after = session.look(now);
        Watchers.Seen seen = Watchers.take(session.connection());
        Comparison comparison = new Comparison(existing, now, after, seen, false);
        MeasuredStatement measured =
                new MeasuredStatement(
                        statement, true, Optional.empty(), comparison.facts(), comparison.held());
        now = after;
        done.add(statement.text());
        if (file.wrapping() == MigrationFile.Wrapping.STATEMENT && !own) {
            done.clear();
            Optional<SqlError> refused = session.commit();
            session.report();
            now = refused.isPresent() ? session.rest() : now.atRest();
            return refused.map(error -> failed(measured, error)).orElse(measured);
        }
        return measured;
    }

    /** Executes anew, after an error, what the transaction had executed before it. */
    private Optional<SqlError> again() throws SQLException {
        session.undo();
        for (String sql : done) {
            Optional<SqlError> error = session.execute(sql);
            if (error.isPresent()) {
                return error;
            }
        }
        if (!done.isEmpty()) {
            Watchers.take(session.connection());
            now = session.look(now);
        }
        return Optional.empty();
    }

    private MeasuredStatement alone(Statement statement, SqlError refusal) throws SQLException {
        boolean something = !done.isEmpty();
        Optional<SqlError> lost = again().or(() -> session.commit());
        done.clear();
        if (lost.isPresent()) {
            return new MeasuredStatement(statement, false, lost, List.of(), List.of());
        }
        if (something) {
            now = session.rest();
        }
        Connection connection = session.connection();
        connection.rollback();
        connection.setAutoCommit(true);
        Snapshot before = session.outside(now.catalog());
        Optional<SqlError> error;
        Map<Long, LockMode> locks;
        try (Connection beside = session.database().connect();
                Bystander bystander =
                        Bystander.beside(session.pid(), beside, before.relations().values())) {
            error = session.execute(statement.text());
            locks = bystander.seen();
        }
        Watchers.Seen seen = Watchers.take(connection);
        Snapshot counted = session.outside(Catalog.read(connection));
        Snapshot after = new Snapshot(counted.relations(), locks, counted.catalog(), Map.of());
        List<Fact> facts = new Comparison(existing, before, after, seen, true).facts();
        connection.setAutoCommit(false);
        now = after.atRest();
        boolean never = error.isPresent() && error.get().sqlState().equals(refusal.sqlState());
        return new MeasuredStatement(statement, never, error, facts, List.of());
    }
}
