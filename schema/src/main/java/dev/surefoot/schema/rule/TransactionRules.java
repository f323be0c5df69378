package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.Statement;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** L07 and L08: what should not share a transaction. */
final class TransactionRules implements RuleGroup {
    private static final String APART = "-- surefoot: transaction=statement\n";

    @Override
    public Stream<Finding> of(FileView file) {
        return Stream.of(outside(file).stream(), validated(file), afterTheLock(file).stream())
                .flatMap(it -> it);
    }

    /** A statement that the server refuses in a transaction, where the tool would begin one. */
    private static Optional<Finding> outside(FileView file) {
        if (!file.together() || runsWithout(file)) {
            return Optional.empty();
        }
        return file.steps().stream()
                .filter(it -> !it.measured().transactional())
                .findFirst()
                .map(
                        step ->
                                file.finding(
                                        Rule.L08,
                                        Severity.BLOCK,
                                        step,
                                        new Words(
                                                "The server refuses it in a transaction (25001),"
                                                        + " which the tool begins for this file.",
                                                "whoever runs the migration",
                                                "until the file is written otherwise",
                                                "-- file 1, with this statement alone:\n"
                                                        + APART
                                                        + step.measured().statement().text().strip()
                                                        + ";")));
    }

    /** Flyway sees it by itself if all are so; what sends one statement begins no transaction. */
    private static boolean runsWithout(FileView file) {
        Layout layout = file.world().layout();
        boolean all = file.steps().stream().noneMatch(it -> it.measured().transactional());
        return (layout == Layout.FLYWAY && all)
                || (layout == Layout.PAIRS && file.file().statements().size() == 1);
    }

    /** NOT VALID and VALIDATE together read the table under the lock of the first. */
    private static Stream<Finding> validated(FileView file) {
        if (!file.together()) {
            return Stream.empty();
        }
        List<CatalogObject> notValid =
                file.steps().stream()
                        .flatMap(step -> step.added(ObjectKind.CONSTRAINT))
                        .filter(it -> !Constraint.of(it).validated())
                        .map(Fact.Added::object)
                        .toList();
        return file.steps().stream()
                .flatMap(
                        step ->
                                notValid.stream()
                                        .filter(it -> validates(step, it))
                                        .map(it -> together(file, step, it)));
    }

    /** Facts tell only that the table was read: the constraint is as new as the file. */
    private static boolean validates(Step step, CatalogObject constraint) {
        String words = step.words();
        return words.contains("validate constraint")
                && words.contains(constraint.name().toLowerCase(Locale.ROOT))
                && step.scans().anyMatch(it -> it.table().equals(constraint.relation()));
    }

    private static Finding together(FileView file, Step step, CatalogObject it) {
        return file.finding(
                Rule.L08,
                Severity.BLOCK,
                step,
                new Words(
                        ("%s is validated in the transaction that added it NOT VALID: its lock is"
                                        + " held while the table is read.")
                                .formatted(it.qualified()),
                        LockRules.ALL,
                        "as long as the table is read",
                        "-- file 1, which runs each statement by itself:\n"
                                + APART
                                + file.file().statements().stream()
                                        .map(Statement::text)
                                        .map(text -> text.strip() + ";")
                                        .collect(Collectors.joining("\n"))));
    }

    /** The first statement that does more than a moment's work while a lock is held. */
    private static Optional<Finding> afterTheLock(FileView file) {
        return file.steps().stream()
                .filter(it -> it.held().containsValue(LockMode.ACCESS_EXCLUSIVE))
                .filter(TransactionRules::works)
                .findFirst()
                .map(step -> after(file, step));
    }

    private static boolean works(Step step) {
        boolean waits =
                step.tablesLocked(LockMode.SHARE).stream()
                        .anyMatch(it -> !step.held().containsKey(it));
        boolean writes = step.tablesLocked(LockMode.ROW_EXCLUSIVE).stream().findAny().isPresent();
        return waits
                || step.scans().findAny().isPresent()
                || !step.rewrittenTables().isEmpty()
                || (writes && !step.changesCatalog());
    }

    private static Finding after(FileView file, Step step) {
        String held =
                step.held().entrySet().stream()
                        .filter(it -> it.getValue() == LockMode.ACCESS_EXCLUSIVE)
                        .map(java.util.Map.Entry::getKey)
                        .sorted()
                        .limit(3)
                        .collect(Collectors.joining(", "));
        return file.finding(
                Rule.L07,
                Severity.WARN,
                step,
                new Words(
                        "It runs while the transaction still holds %s for itself.".formatted(held),
                        "everybody who reads or writes those",
                        "until the whole file is done",
                        "Split the file before line %d, or begin it with '-- surefoot:"
                                        .formatted(step.line())
                                + " transaction=statement'."));
    }
}
