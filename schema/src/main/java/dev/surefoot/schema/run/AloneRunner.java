package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.Journal;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tries a statement that runs only outside a transaction: notes the intent, runs it, looks in the
 * catalog whether it holds, notes that it is done. Found after a crash with an intent only, it is
 * done if the catalog says so; else its half is taken away and it runs again.
 */
final class AloneRunner {
    private final RunSession session;
    private final FileWork work;

    AloneRunner(RunSession session, FileWork work) {
        this.session = session;
        this.work = work;
    }

    /** Tries. */
    Seen attempt(Statement statement, boolean last) {
        Shape shape = Shape.of(statement.text());
        session.watch().begin(session.backend());
        try {
            Optional<Journal.Entry> entry =
                    Optional.ofNullable(
                            Journal.read(session.worker(), work.page()).get(statement.number()));
            return entry.isPresent()
                    ? again(statement, shape, entry.get().detail().orElse(""), last)
                    : first(statement, shape, last);
        } catch (SQLException e) {
            return StepRunner.seen(e, session.watch().end());
        } finally {
            session.watch().end();
        }
    }

    private Seen first(Statement statement, Shape shape, boolean last) throws SQLException {
        Connection worker = session.worker();
        Optional<String> forbidden = Traces.forbidden(worker, shape);
        if (forbidden.isPresent()) {
            return new Seen.Refused("L09", forbidden.get());
        }
        String before = Traces.before(worker, shape);
        boolean ours =
                Sql.inTransaction(
                        worker,
                        own -> {
                            if (!session.lock().holds(own)) {
                                return false;
                            }
                            Journal.intend(
                                    own,
                                    work.page(),
                                    statement.number(),
                                    new Journal.Intent(session.lock().epoch(), before));
                            return true;
                        });
        return ours ? run(statement, shape, before, last) : new Seen.Fenced();
    }

    private Seen again(Statement statement, Shape shape, String before, boolean last)
            throws SQLException {
        if (Traces.whole(session.worker(), shape, before)) {
            return done(statement, last);
        }
        patient();
        Traces.clear(session.worker(), shape, before);
        return run(statement, shape, before, last);
    }

    private Seen run(Statement statement, Shape shape, String before, boolean last)
            throws SQLException {
        Connection worker = session.worker();
        try {
            if (shape.patient()) {
                patient();
            } else {
                Sql.execute(
                        worker,
                        "set lock_timeout = %d; set statement_timeout = 0"
                                .formatted(session.options().limits().lockTimeout().toMillis()));
            }
            Sql.execute(worker, Traces.text(worker, shape, statement.text()));
        } catch (SQLException e) {
            if (!SqlErrors.lost(e)) {
                takeBack(statement, shape, before, e);
            }
            throw e;
        }
        return done(statement, last);
    }

    /** It waits for others' transactions, but nobody waits for it. */
    private void patient() throws SQLException {
        Sql.execute(
                session.worker(),
                "set lock_timeout = %d; set statement_timeout = 0"
                        .formatted(Limits.INDEX_LOCK_TIMEOUT.toMillis()));
    }

    private void takeBack(Statement statement, Shape shape, String before, SQLException why) {
        try {
            if (!shape.patient()) {
                // What it has done by then is not known: its intent stays to be seen.
                return;
            }
            patient();
            Traces.clear(session.worker(), shape, before);
            Journal.withdraw(session.worker(), work.page(), statement.number());
        } catch (SQLException e) {
            // The intent stays, so the next run knows what is its own.
            why.addSuppressed(e);
        }
    }

    private Seen done(Statement statement, boolean last) throws SQLException {
        boolean ours =
                Sql.inTransaction(
                        session.worker(),
                        own -> {
                            if (!session.lock().holds(own)) {
                                return false;
                            }
                            Journal.done(
                                    own, work.page(), statement.number(), session.lock().epoch());
                            SyncTable.retire(own);
                            if (last) {
                                work.end().in(own);
                            }
                            return true;
                        });
        return ours ? new Seen.Ran() : new Seen.Fenced();
    }
}
