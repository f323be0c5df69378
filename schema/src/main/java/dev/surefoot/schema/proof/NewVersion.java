package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Statements;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return new Trial(all.run(), all.broken(), List.of(), all.unproven());
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
