package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Statements;

import java.util.Map;
import java.util.Optional;

/** Which statement did not end as it should? */
final class Failures {
    private Failures() {}

    /** The first in words, with how it ends; those that were not sent are left out. */
    static Optional<String> first(Statements statements, Map<String, Outcome> outcomes) {
        return statements.all().stream()
                .flatMap(each -> words(each, outcomes).stream())
                .findFirst();
    }

    private static Optional<String> words(AppStatement each, Map<String, Outcome> outcomes) {
        return Optional.ofNullable(outcomes.get(each.id()))
                .filter(outcome -> !outcome.sqlState().equals(each.ends()))
                .map(outcome -> each.id() + " ends in " + outcome.inWords());
    }
}
