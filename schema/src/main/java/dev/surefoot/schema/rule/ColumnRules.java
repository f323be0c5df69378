package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;
import dev.surefoot.schema.sql.Identifiers;

import java.util.Set;
import java.util.stream.Stream;

/** C05, C07, C09, C11 and C13: what a column takes and gives. */
final class ColumnRules implements RuleGroup {
    private static final Set<String> OTHER_TYPE =
            Set.of("columns", "values", "42804", "42883", "22001", "22003", "22P02", "42725");

    /** A domain has conditions besides. */
    private static final Set<String> LESS_ROOM =
            Set.of("columns", "values", "42804", "22001", "22003", "22P02", "23514");

    private static final String OLD_READERS = "every instance of the running version that reads it";
    private static final String OLD_WRITERS =
            "every instance of the running version that writes it";
    private static final String UNTIL_GONE = "until the last old instance is gone";

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(
                        step ->
                                Stream.of(
                                                types(file, step),
                                                forbidden(file, step),
                                                Identity.of(file, step),
                                                defaults(file, step),
                                                allowed(file, step),
                                                added(file, step))
                                        .flatMap(it -> it));
    }

    private static Stream<Finding> types(FileView file, Step step) {
        return Retyping.of(file, step).map(it -> type(file, step, it.it(), it.change()));
    }

    private static Finding type(FileView file, Step step, Fact.Changed it, TypeChange change) {
        String effect =
                switch (change) {
                    case NONE, WIDER_TEXT -> "readers are told another type, with the same values";
                    case NARROWED -> "values that fitted so far are refused (22001, 22003, 23514)";
                    case VISIBLE -> "readers get another type, and writers' values may not fit it";
                };
        String name = it.object().name();
        String fresh = name + "_new";
        Words words =
                new Words(
                        "Column %s is %s instead of %s: %s."
                                .formatted(it.object().qualified(), it.to(), it.from(), effect),
                        "every instance of the running version that reads or writes it",
                        UNTIL_GONE,
                        SafeReplacement.of(
                                file.world(),
                                it.object(),
                                fresh,
                                new SafeReplacement.Types(
                                        it.to(),
                                        Names.own(it.object()) + "::" + it.to(),
                                        Identifiers.readable(fresh) + "::" + it.from())));
        Set<String> signs = change == TypeChange.NARROWED ? LESS_ROOM : OTHER_TYPE;
        Settled by = new Settled(signs, Severity.WARN, words);
        return change == TypeChange.WIDER_TEXT
                ? Verdicts.warned(file, Rule.C05, step, by)
                : Verdicts.consented(file, Rule.C05, step, by);
    }

    private static Stream<Finding> forbidden(FileView file, Step step) {
        return Stream.of(ObjectKind.COLUMN, ObjectKind.DOMAIN)
                .flatMap(kind -> step.changed(kind, "notnull"))
                .filter(it -> it.to().equals("true"))
                .map(
                        it ->
                                Verdicts.settled(
                                        file,
                                        Rule.C07,
                                        step,
                                        new Settled(Set.of("23502"), Severity.NOTE, notNull(it))));
    }

    private static Words notNull(Fact.Changed it) {
        if (it.object().kind() == ObjectKind.DOMAIN) {
            return new Words(
                    ("Domain %s takes no NULL from now on; a write that leaves out a column of it"
                                    + " fails (23502).")
                            .formatted(it.object().qualified()),
                    OLD_WRITERS,
                    UNTIL_GONE,
                    "NOT NULL at each column that needs it, in a contract file, when every version"
                            + " that runs fills it.");
        }
        return new Words(
                "Column %s takes no NULL from now on; a write that leaves it out fails (23502)."
                        .formatted(it.object().qualified()),
                OLD_WRITERS,
                UNTIL_GONE,
                "-- file 1, when every version that runs fills it:\n"
                        + NotNull.safely(it.object()));
    }

    private static Stream<Finding> defaults(FileView file, Step step) {
        return step.changed(ObjectKind.COLUMN, "default").map(it -> aDefault(file, step, it));
    }

    private static Finding aDefault(FileView file, Step step, Fact.Changed it) {
        CatalogObject column = it.object();
        String now = it.to().isEmpty() ? "no default" : "the default " + it.to();
        String was = it.from().isEmpty() ? "none" : it.from();
        return Verdicts.warned(
                file,
                Rule.C09,
                step,
                new Settled(
                        Set.of("23502", "values"),
                        Severity.WARN,
                        new Words(
                                "Column %s has %s instead of %s."
                                        .formatted(column.qualified(), now, was),
                                "every instance that inserts without naming it",
                                UNTIL_GONE,
                                "Let the new version write the value itself, and change the default"
                                        + " in a contract file.")));
    }

    private static Stream<Finding> allowed(FileView file, Step step) {
        return step.changed(ObjectKind.COLUMN, "notnull")
                .filter(it -> it.to().equals("false"))
                .map(
                        it ->
                                Verdicts.warned(
                                        file,
                                        Rule.C11,
                                        step,
                                        new Settled(Set.of(), Severity.WARN, nullable(it))));
    }

    private static Words nullable(Fact.Changed it) {
        return new Words(
                "Column %s may be NULL from now on.".formatted(it.object().qualified()),
                OLD_READERS + ", as soon as somebody writes a NULL",
                "for as long as there are NULLs; the way back needs them gone",
                "Write the first NULL only when no version is left that can't read one.");
    }

    private static Stream<Finding> added(FileView file, Step step) {
        return step.added(ObjectKind.COLUMN)
                .map(
                        it ->
                                Verdicts.warned(
                                        file,
                                        Rule.C13,
                                        step,
                                        new Settled(Set.of("0A000"), Severity.WARN, more(it))));
    }

    private static Words more(Fact.Added it) {
        return new Words(
                "%s has one more column, %s; a prepared SELECT * fails once in a transaction (0A000)."
                        .formatted(it.object().relation(), it.object().name()),
                "sessions of the running version that prepared a SELECT * on it",
                "until each has prepared it again",
                "Name the columns in the running version's statements, or let its pool reconnect.");
    }
}
