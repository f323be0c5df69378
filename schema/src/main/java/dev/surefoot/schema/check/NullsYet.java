package dev.surefoot.schema.check;

import dev.surefoot.schema.proof.App;
import dev.surefoot.schema.proof.Cells;
import dev.surefoot.schema.proof.Note;
import dev.surefoot.schema.proof.State;
import dev.surefoot.schema.rule.Finding;
import dev.surefoot.schema.rule.Rule;
import dev.surefoot.schema.rule.Severity;

import java.util.Optional;
import java.util.stream.Collectors;

/** C15: the new version takes users while rows are not filled yet, and finds NULL there. */
final class NullsYet {
    private NullsYet() {}

    static Optional<Finding> of(Cells cells) {
        String where =
                cells.at(App.NEW, State.EXPANDED).notes().stream()
                        .filter(it -> it.kind() == Note.Kind.NULL_YET)
                        .map(it -> it.words() + " (" + it.statement() + ")")
                        .distinct()
                        .collect(Collectors.joining(", "));
        return where.isEmpty() ? Optional.empty() : Optional.of(found(where));
    }

    private static Finding found(String where) {
        return new Finding(
                Rule.C15,
                Severity.WARN,
                "",
                0,
                Rule.C15.recovery(),
                new Finding.Words(
                        "The new version reads NULL in %s where rows are not filled yet."
                                .formatted(where),
                        "users whom the new version serves while the backfill runs",
                        "until the backfill has ended",
                        "Let it fall back on the old column, by a way that is no error once that is"
                                + " gone: coalesce(new, to_jsonb(t) ->> 'old')."),
                Optional.empty());
    }
}
