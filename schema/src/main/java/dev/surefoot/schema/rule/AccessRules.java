package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** C12: what is seen and allowed, and what happens by itself. */
final class AccessRules implements RuleGroup {
    /** Any error can come of it, and no rows as well. */
    private static final Set<String> SIGNS =
            Set.of(
                    "42501", "rows", "values", "columns", "42P01", "42883", "42703", "P0001",
                    "23502", "23514", "55000", "0A000");

    private static final List<ObjectKind> CODE =
            List.of(
                    ObjectKind.FUNCTION,
                    ObjectKind.VIEW,
                    ObjectKind.MATERIALIZED_VIEW,
                    ObjectKind.TRIGGER,
                    ObjectKind.RULE,
                    ObjectKind.POLICY,
                    ObjectKind.TYPE,
                    ObjectKind.DOMAIN);

    private static final Set<String> UNSEEN = Set.of("options", "populated", "owner");

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(
                        step ->
                                Stream.of(
                                                rowSecurity(file, step),
                                                gone(file, step),
                                                other(file, step),
                                                onTables(file, step),
                                                rights(file, step))
                                        .flatMap(it -> it));
    }

    private static Stream<Finding> rowSecurity(FileView file, Step step) {
        return Stream.of(ObjectKind.TABLE, ObjectKind.PARTITIONED_TABLE)
                .flatMap(step::changed)
                .filter(it -> it.attribute().equals("rls") || it.attribute().equals("force_rls"))
                .map(it -> it.to().equals("true") ? on(file, step, it) : off(file, step, it));
    }

    private static Finding on(FileView file, Step step, Fact.Changed it) {
        String table = Names.relation(it.object());
        return Verdicts.settled(
                file,
                Rule.C12,
                step,
                new Settled(
                        SIGNS,
                        Severity.WARN,
                        new Words(
                                ("Row security is on for %s: without a policy for it a role reads no"
                                                + " rows, and its writes fail (42501).")
                                        .formatted(it.object().qualified()),
                                "every instance whose role is not the owner",
                                "until a policy lets it",
                                "CREATE POLICY everybody ON %s USING (true) WITH CHECK (true);"
                                                .formatted(table)
                                        + " before it, in the same transaction, then narrow it.")));
    }

    private static Finding off(FileView file, Step step, Fact.Changed it) {
        return warn(
                file,
                step,
                new Words(
                        "Row security is off for %s: every role with a right to it sees all rows."
                                .formatted(it.object().qualified()),
                        "whoever relies on rows being hidden",
                        "until it is on again",
                        "Make sure that the versions that run filter for themselves."));
    }

    private static Stream<Finding> gone(FileView file, Step step) {
        return CODE.stream()
                .flatMap(step::gone)
                .filter(it -> !step.takesAway(it.object()) && !partOfGone(step, it.object()))
                .map(it -> goneOne(file, step, it.object()));
    }

    private static boolean partOfGone(Step step, CatalogObject object) {
        return !object.owner().isEmpty()
                && step.facts(Fact.Gone.class)
                        .anyMatch(it -> it.object().qualified().equals(object.relation()));
    }

    private static Finding goneOne(FileView file, Step step, CatalogObject it) {
        boolean again = file.makes(it, it.kind());
        Words words =
                new Words(
                        "%s %s %s."
                                .formatted(
                                        NameRules.word(it.kind()),
                                        it.qualified(),
                                        again
                                                ? "is made anew, perhaps otherwise"
                                                : "is gone; what calls it fails or goes unguarded"),
                        "every instance of the running version that uses it",
                        "until it is there again",
                        again
                                ? "CREATE OR REPLACE keeps its rights and never leaves it missing."
                                : "Drop it in a file of its own with '-- surefoot: phase=contract'.");
        Settled by = new Settled(SIGNS, Severity.WARN, words);
        boolean silent = it.kind() == ObjectKind.TRIGGER || it.kind() == ObjectKind.RULE;
        return again || silent
                ? Verdicts.warned(file, Rule.C12, step, by)
                : Verdicts.settled(file, Rule.C12, step, by);
    }

    private static Stream<Finding> other(FileView file, Step step) {
        return CODE.stream()
                .flatMap(step::changed)
                .filter(it -> !UNSEEN.contains(it.attribute()))
                .map(Fact.Changed::object)
                .distinct()
                .map(
                        it ->
                                warn(
                                        file,
                                        step,
                                        new Words(
                                                "%s %s does something else from now on."
                                                        .formatted(
                                                                NameRules.word(it.kind()),
                                                                it.qualified()),
                                                "every instance of the running version that uses it",
                                                "from this moment on, for both versions at once",
                                                "Make it under a new name if the running version"
                                                        + " relies on what it did.")));
    }

    private static Stream<Finding> onTables(FileView file, Step step) {
        return Stream.of(ObjectKind.TRIGGER, ObjectKind.RULE, ObjectKind.POLICY)
                .flatMap(step::added)
                .filter(
                        it ->
                                !file.facts(Fact.Gone.class)
                                        .map(Fact.Gone::object)
                                        .toList()
                                        .contains(it.object()))
                .map(
                        it ->
                                warn(
                                        file,
                                        step,
                                        new Words(
                                                "%s %s works on what the running version does, too."
                                                        .formatted(
                                                                NameRules.word(it.object().kind()),
                                                                it.object().qualified()),
                                                "every instance that uses "
                                                        + it.object().relation(),
                                                "from this moment on, for both versions at once",
                                                "Try it with the running version's statements"
                                                        + " (--statements).")));
    }

    private static Stream<Finding> rights(FileView file, Step step) {
        Stream<CatalogObject> less =
                Stream.concat(
                        step.gone(ObjectKind.GRANT).map(Fact.Gone::object),
                        step.changed(ObjectKind.GRANT)
                                .filter(it -> it.attribute().equals("privileges"))
                                .filter(it -> !keeps(it))
                                .map(Fact.Changed::object));
        return less.filter(it -> !step.takesAway(it)).map(it -> revoked(file, step, it));
    }

    private static boolean keeps(Fact.Changed it) {
        return List.of(it.to().split(", ", -1)).containsAll(List.of(it.from().split(", ", -1)));
    }

    private static Finding revoked(FileView file, Step step, CatalogObject it) {
        return Verdicts.settled(
                file,
                Rule.C12,
                step,
                new Settled(
                        SIGNS,
                        Severity.WARN,
                        new Words(
                                "%s has fewer rights on %s; what needs them fails (42501)."
                                        .formatted(it.name(), it.relation()),
                                "every instance that works as that role",
                                "until the right is granted again",
                                "Revoke it in a file of its own with '-- surefoot:"
                                        + " phase=contract'.")));
    }

    private static Finding warn(FileView file, Step step, Words words) {
        return Verdicts.warned(file, Rule.C12, step, new Settled(SIGNS, Severity.WARN, words));
    }
}
