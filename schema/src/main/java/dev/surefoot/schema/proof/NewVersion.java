package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Statements;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The new version's cells. It has no "before" to be compared with: what it was written for is the
 * last state, so that is the reference. Rows and values may differ on the way there, as what it
 * reads is not filled yet. Pure.
 */
final class NewVersion {
    private NewVersion() {}

    static Trial trial(
            Statements statements, Map<String, Reference> last, Map<String, Outcome> outcomes) {
        Trial all =
                Trial.of(
                        statements,
                        last,
                        outcomes,
                        (statement, outcome) -> compared(statement, last, outcome));
        return new Trial(
                all.run(), all.broken(), nulls(statements, last, outcomes), all.unproven());
    }

    /** Where a read finds NULL for what it finds filled in the last state. */
    private static List<Note> nulls(
            Statements statements, Map<String, Reference> last, Map<String, Outcome> outcomes) {
        return statements.all().stream()
                .flatMap(it -> nulls(it, last.get(it.id()), outcomes.get(it.id())))
                .toList();
    }

    private static Stream<Note> nulls(
            AppStatement statement, @Nullable Reference last, @Nullable Outcome now) {
        return last == null || now == null
                ? Stream.of()
                : Comparison.nullYet(now, last.first()).stream()
                        .map(name -> new Note(statement.id(), Note.Kind.NULL_YET, name));
    }

    private static Optional<Break> compared(
            AppStatement statement, Map<String, Reference> last, Outcome outcome) {
        Reference reference = last.get(statement.id());
        if (reference != null && Trial.sanity(statement, reference).isEmpty()) {
            return Comparison.of(statement, reference, outcome, Comparison.Demand.SHAPE);
        }
        return outcome.needsWhatIsNotThere() && !outcome.sqlState().equals(statement.ends())
                ? Optional.of(
                        new Break(
                                statement.id(),
                                statement.sql(),
                                Break.Kind.STATE,
                                outcome.sqlState(),
                                Optional.of(outcome.sqlState()),
                                outcome.message(),
                                ""))
                : Optional.empty();
    }
}
