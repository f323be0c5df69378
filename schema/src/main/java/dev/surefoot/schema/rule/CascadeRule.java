package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.List;
import java.util.Optional;

/**
 * D03: a drop took along what nobody named. What is a part of a named object (its indexes, its own
 * constraints, its row type) goes along without being asked for.
 */
final class CascadeRule {
    private CascadeRule() {}

    static Optional<Finding> of(FileView file, Step step) {
        List<Fact.Dropped> reached =
                step.facts(Fact.Dropped.class).filter(it -> reached(step, it)).toList();
        if (reached.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = reached.stream().map(it -> it.type() + " " + it.identity()).toList();
        return Optional.of(
                file.finding(
                        Rule.D03,
                        Severity.BLOCK,
                        step,
                        new Words(
                                "CASCADE also drops what the statement does not name: %s."
                                        .formatted(String.join(", ", names)),
                                "whoever uses those; with other data or another history it may be"
                                        + " more",
                                "for good",
                                "Drop each of them by its name first, then without CASCADE.")));
    }

    /** What hangs on another object that goes as well is a part of that. */
    private static boolean reached(Step step, Fact.Dropped it) {
        return it.cascaded()
                && step.facts(Fact.Dropped.class)
                        .filter(Fact.Dropped::named)
                        .noneMatch(named -> it.identity().endsWith(" on " + named.identity()));
    }
}
