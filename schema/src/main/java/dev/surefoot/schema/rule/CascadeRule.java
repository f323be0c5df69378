package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.List;
import java.util.Optional;

/**
 * D03: a drop took along what nobody named. What is a part of an object that goes (its indexes, its
 * own constraints, its columns' defaults, its row type) goes along without being asked for.
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

    private static boolean reached(Step step, Fact.Dropped it) {
        return it.cascaded()
                && step.facts(Fact.Dropped.class)
                        .filter(whole -> !whole.equals(it))
                        .noneMatch(whole -> partOf(it, whole));
    }

    /** As the server names parts: {@code c on s.t}, and {@code for s.t.c} a column's default. */
    private static boolean partOf(Fact.Dropped it, Fact.Dropped whole) {
        String name = it.identity();
        boolean value = it.type().equals("default value");
        return name.endsWith(" on " + whole.identity())
                || (value && name.equals("for " + whole.identity()))
                || (value
                        && whole.type().endsWith("table")
                        && name.startsWith("for " + whole.identity() + "."));
    }
}
