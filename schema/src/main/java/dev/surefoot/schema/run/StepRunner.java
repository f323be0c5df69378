package dev.surefoot.schema.run;

import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.run.sync.SyncInstall;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.Journal;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;
import dev.surefoot.schema.run.target.Watch;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tries a step once, in one transaction with its rows in the journal. */
final class StepRunner {
    private final RunSession session;
    private final FileWork work;

    StepRunner(RunSession session, FileWork work) {
        this.session = session;
        this.work = work;
    }

    /** Only what is refused as a value inside a transaction, so that it is rolled back. */
    private static final class Refusal extends SQLException {
        private static final long serialVersionUID = 1L;
        private final String rule;

        Refusal(String rule, String reason) {
            super(reason);
            this.rule = rule;
        }
    }

    /** Tries. */
    Seen attempt(Step step, boolean last) {
        Connection worker = session.worker();
        try {
            List<Blocker> old = holders(step);
            if (!old.isEmpty()) {
                return new Seen.Busy(old);
            }
            session.watch().begin(session.backend());
            boolean ours = Sql.inTransaction(worker, own -> inside(own, step, last));
            session.watch().end();
            return ours ? new Seen.Ran() : new Seen.Fenced();
        } catch (Refusal e) {
            session.watch().end();
            return new Seen.Refused(e.rule, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return seen(e, session.watch().end());
        }
    }

    private List<Blocker> holders(Step step) throws SQLException {
        Optional<LockGuess> guess =
                switch (step) {
                    case Step.Run(List<Statement> all) ->
                            all.isEmpty() ? Optional.empty() : LockGuess.of(all.getFirst().text());
                    case Step.Sync sync ->
                            Optional.of(new LockGuess(sync.table(), LockMode.SHARE_ROW_EXCLUSIVE));
                };
        return guess.isEmpty()
                ? List.of()
                : Sessions.holders(
                        session.worker(),
                        guess.get().relation(),
                        guess.get().mode(),
                        session.options().limits().lockTimeout());
    }

    private boolean inside(Connection own, Step step, boolean last) throws SQLException {
        if (!session.lock().holds(own)) {
            return false;
        }
        switch (step) {
            case Step.Run(List<Statement> statements) -> {
                for (Statement each : statements) {
                    bound(own, timeout(each));
                    Sql.execute(own, each.text());
                    bound(own, session.options().limits().statementTimeout());
                    Journal.done(own, work.page(), each.number(), session.lock().epoch());
                    SyncTable.retire(own);
                }
            }
            case Step.Sync sync -> {
                bound(own, session.options().limits().statementTimeout());
                Optional<String> refused =
                        SyncInstall.install(own, sync.table(), sync.specs(), work.page().path());
                if (refused.isPresent()) {
                    throw new Refusal("SYNC", refused.get());
                }
                Journal.done(own, work.page(), sync.number(), session.lock().epoch());
            }
        }
        if (last) {
            work.end().in(own);
        }
        return true;
    }

    /** Set before each statement: one of the file may have set it to something else. */
    private void bound(Connection own, Duration statement) throws SQLException {
        Sql.execute(
                own,
                "set local lock_timeout = %d; set local statement_timeout = %d"
                        .formatted(
                                session.options().limits().lockTimeout().toMillis(),
                                statement.toMillis()));
    }

    private Duration timeout(Statement statement) {
        return session.options()
                .predictions()
                .of(work.file(), statement)
                .map(RunOptions.Prediction::statement)
                .map(
                        span -> {
                            Duration thrice = span.multipliedBy(3);
                            Duration least = Limits.LEAST_STATEMENT_TIMEOUT;
                            return thrice.compareTo(least) < 0 ? least : thrice;
                        })
                .orElse(session.options().limits().statementTimeout());
    }

    static Seen seen(SQLException e, Watch.Seen watched) {
        if (SqlErrors.lost(e) || SqlErrors.full(e)) {
            return new Seen.Gone(SqlErrors.of(e), SqlErrors.full(e));
        }
        return switch (SqlErrors.state(e)) {
            case "55P03" -> new Seen.LockTimedOut(watched.blockers());
            case "40P01", "40001" -> new Seen.Deadlocked();
            case "57014" ->
                    watched.cancelled()
                            ? new Seen.Stalling(watched.waiters())
                            : new Seen.TimedOut();
            case "25001", "2D000" -> new Seen.NeedsNoTransaction();
            default -> new Seen.Failed(SqlErrors.of(e));
        };
    }
}
