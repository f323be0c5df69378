package dev.surefoot.schema.run;

import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.run.RunRules.Attempt;
import dev.surefoot.schema.run.RunRules.Move;
import dev.surefoot.schema.run.RunRules.Tries;
import dev.surefoot.schema.run.target.FileTable;
import dev.surefoot.schema.run.target.Journal;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.SqlErrors;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs what is left of a file, step by step, each as often as the rules allow. */
final class FileRunner {
    private final RunSession session;
    private final FileWork work;
    private final StepRunner inside;
    private final AloneRunner alone;

    FileRunner(RunSession session, FileWork work) {
        this.session = session;
        this.work = work;
        this.inside = new StepRunner(session, work);
        this.alone = new AloneRunner(session, work);
    }

    /** Empty when all of it is done. */
    Optional<Outcome> run() throws InterruptedException {
        try {
            Map<Integer, Journal.Entry> entries = Journal.read(session.worker(), work.page());
            List<Step> left = work.steps().stream().filter(step -> !done(step, entries)).toList();
            if (!fenced(work.begin())) {
                return Optional.of(lockLost());
            }
            for (int i = 0; i < left.size(); i++) {
                Optional<Outcome> stopped = step(left.get(i), i == left.size() - 1, entries);
                if (stopped.isPresent()) {
                    note(stopped.get());
                    return stopped;
                }
            }
            if (left.isEmpty() && !fenced(work.end())) {
                return Optional.of(lockLost());
            }
            session.progress().done(work.page().path());
            session.target().settle(session.worker());
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(Outcomes.of(work.page().path(), e));
        }
    }

    private static boolean done(Step step, Map<Integer, Journal.Entry> entries) {
        return step.numbers().stream()
                .allMatch(n -> entries.containsKey(n) && entries.get(n).done());
    }

    private boolean fenced(FileWork.Mark mark) throws SQLException {
        return Sql.inTransaction(
                session.worker(),
                own -> {
                    if (!session.lock().holds(own)) {
                        return false;
                    }
                    mark.in(own);
                    return true;
                });
    }

    private Outcome lockLost() {
        return new Outcome.CouldNot(
                work.page().path()
                        + ": another runner has taken over the migration lock; see status");
    }

    private Optional<Outcome> step(Step step, boolean last, Map<Integer, Journal.Entry> entries)
            throws InterruptedException {
        String where = work.where(step);
        session.progress().step(work.page().path(), where);
        boolean byItself =
                step instanceof Step.Run(List<Statement> all)
                        && all.size() == 1
                        && (Shape.of(all.getFirst().text()).patient()
                                || entries.containsKey(all.getFirst().number()));
        Tries tries = Tries.first(now());
        while (true) {
            Seen seen = byItself ? alone.attempt(one(step), last) : inside.attempt(step, last);
            Limits limits = session.options().limits();
            Move move =
                    RunRules.next(
                            new Attempt(where, byItself || !single(step), tries),
                            seen,
                            byItself ? limits.forIndexes() : limits,
                            now(),
                            session.options().pace().chance().getAsDouble());
            switch (move) {
                case Move.Next() -> {
                    return Optional.empty();
                }
                case Move.Alone() -> byItself = true;
                case Move.Again(Duration after, Tries next) -> {
                    tries = next;
                    session.progress().again(where, why(seen), after);
                    session.options().pace().sleeper().sleep(after);
                }
                case Move.Stop(Outcome outcome) -> {
                    return Optional.of(outcome);
                }
            }
        }
    }

    private static boolean single(Step step) {
        return step instanceof Step.Run(List<Statement> all) && all.size() == 1;
    }

    private static Statement one(Step step) {
        return switch (step) {
            case Step.Run(List<Statement> all) -> all.getFirst();
            case Step.Sync sync -> throw new IllegalStateException("a trigger runs by itself");
        };
    }

    private Instant now() {
        return session.options().pace().clock().instant();
    }

    private static String why(Seen seen) {
        return switch (seen) {
            case Seen.Busy(var by) ->
                    "a conflicting lock is held by "
                            + (by.isEmpty() ? "others" : by.getFirst().shown());
            case Seen.LockTimedOut(var by) ->
                    "no lock in time, held by " + (by.isEmpty() ? "others" : by.getFirst().shown());
            case Seen.Deadlocked() -> "a deadlock";
            case Seen.Stalling(var waiters) ->
                    "others waited for it"
                            + (waiters.isEmpty() ? "" : ": " + waiters.getFirst().shown());
            case Seen.Ran _,
                    Seen.TimedOut _,
                    Seen.NeedsNoTransaction _,
                    Seen.Refused _,
                    Seen.Failed _,
                    Seen.Fenced _,
                    Seen.Gone _ ->
                    seen.toString();
        };
    }

    /** Why it stopped, for status; if even that fails, the journal says how far it is. */
    private void note(Outcome outcome) throws SQLException {
        try {
            FileTable.note(session.worker(), work.page().path(), Outcomes.words(outcome));
        } catch (SQLException e) {
            if (!SqlErrors.lost(e) && !SqlErrors.full(e)) {
                throw e;
            }
        }
    }
}
