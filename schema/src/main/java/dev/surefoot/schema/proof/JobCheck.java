package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does a job that is run twice do no more than one that is run once? Whoever starts it again after
 * a crash, or twice by mistake, counts on that. Runs on copies; the database given stays as it is,
 * and nobody may be connected to it.
 */
public final class JobCheck {
    private static final int EXAMPLES = 3;

    private JobCheck() {}

    /**
     * What came of it.
     *
     * @param changed tables that the second run changed
     * @param reason of a failure or of no answer; empty for a pass
     */
    public record Result(String job, Verdict verdict, List<ChangedTable> changed, String reason) {
        public Result {
            changed = List.copyOf(changed);
        }
    }

    /**
     * A table that the second run changed.
     *
     * @param rows how many rows it holds now that it did not hold after the first run; 0 if some
     *     only went away
     * @param examples of them, as JSON
     */
    public record ChangedTable(String table, int rows, List<String> examples) {
        public ChangedTable {
            examples = List.copyOf(examples);
        }
    }

    /** Runs a job's statements twice, each committed by itself unless a transaction is named. */
    public static Result twice(ShadowDatabase database, String job, Statements statements) {
        if (statements.isEmpty()) {
            return inconclusive(job, "it has no statements");
        }
        Optional<String> never =
                statements.all().stream().flatMap(each -> reason(each).stream()).findFirst();
        if (never.isPresent()) {
            return inconclusive(job, never.get());
        }
        try (ShadowDatabase once = database.shadow().copyOf(database)) {
            Roles.ready(once, statements.all());
            RecordedReplay replay = new RecordedReplay(statements.all(), Typing.INFERRED);
            Optional<String> first = Failures.first(statements, replay.onCopy(once));
            if (first.isPresent()) {
                return inconclusive(job, "the first run: " + first.get());
            }
            try (ShadowDatabase twice = database.shadow().copyOf(once)) {
                Optional<String> second = Failures.first(statements, replay.onCopy(twice));
                return compared(job, changed(once, twice), second);
            }
        } catch (SQLException e) {
            throw new ShadowFailure("job " + job + " broke off: " + e.getMessage(), e);
        }
    }

    private static Optional<String> reason(AppStatement statement) {
        return Replay.unprovable(statement, StatementSource.RECORDING)
                .map(why -> statement.id() + ": " + why);
    }

    private static List<ChangedTable> changed(ShadowDatabase once, ShadowDatabase twice)
            throws SQLException {
        List<ChangedTable> changed = new ArrayList<>();
        try (Connection first = once.connect();
                Connection second = twice.connect()) {
            RowSets.added(first, second)
                    .forEach(
                            (table, rows) ->
                                    changed.add(
                                            new ChangedTable(
                                                    table,
                                                    rows.size(),
                                                    rows.stream().limit(EXAMPLES).toList())));
        }
        return changed;
    }

    private static Result compared(
            String job, List<ChangedTable> changed, Optional<String> failure) {
        if (failure.isPresent()) {
            return new Result(job, Verdict.FAIL, changed, "the second run: " + failure.get());
        }
        if (changed.isEmpty()) {
            return new Result(job, Verdict.PASS, changed, "");
        }
        List<String> tables = changed.stream().map(ChangedTable::table).toList();
        return new Result(
                job,
                Verdict.FAIL,
                changed,
                "the second run changes "
                        + String.join(", ", tables)
                        + ": let it recognize what it did already, as by ON CONFLICT DO NOTHING");
    }

    private static Result inconclusive(String job, String reason) {
        return new Result(job, Verdict.INCONCLUSIVE, List.of(), reason);
    }
}
