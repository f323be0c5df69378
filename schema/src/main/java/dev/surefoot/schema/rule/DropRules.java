package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** C03, C04, D01 and D03: what is there no more, with its data. */
final class DropRules implements RuleGroup {
    private static final Pattern DATABASE =
            Pattern.compile(
                    "drop database (?:if exists )?(\"(?:[^\"]|\"\")*\"|[^\\s\"(;]+)",
                    Pattern.CASE_INSENSITIVE);

    private static final List<ObjectKind> WHOLE =
            List.of(
                    ObjectKind.SCHEMA,
                    ObjectKind.TABLE,
                    ObjectKind.PARTITIONED_TABLE,
                    ObjectKind.FOREIGN_TABLE,
                    ObjectKind.SEQUENCE);

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(
                        step ->
                                Stream.of(
                                                lostColumns(file, step),
                                                lostWholes(file, step),
                                                lostDatabase(file, step),
                                                Recomputed.of(file, step),
                                                unasked(file, step),
                                                CascadeRule.of(file, step).stream())
                                        .flatMap(it -> it));
    }

    /** What a statement takes away that holds data: columns and wholes of their own. */
    static List<CatalogObject> destroys(Step step) {
        return Stream.concat(columns(step), wholes(step)).map(Fact.Gone::object).toList();
    }

    private static Stream<Fact.Gone> columns(Step step) {
        return step.gone(ObjectKind.COLUMN)
                .filter(it -> !step.takesAway(it.object()))
                .filter(it -> !ofView(step, it.object()));
    }

    /** A view's column holds no data; the view itself is spoken of elsewhere. */
    private static boolean ofView(Step step, CatalogObject column) {
        return Stream.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW)
                .flatMap(step::gone)
                .anyMatch(it -> it.object().qualified().equals(column.relation()));
    }

    private static Stream<Fact.Gone> wholes(Step step) {
        return WHOLE.stream().flatMap(step::gone).filter(it -> !goesAlong(step, it.object()));
    }

    /** A sequence goes with the column that owns it, a table with its schema. */
    private static boolean goesAlong(Step step, CatalogObject object) {
        boolean more =
                Stream.of(ObjectKind.TABLE, ObjectKind.COLUMN, ObjectKind.SCHEMA)
                        .flatMap(step::gone)
                        .anyMatch(it -> !it.object().equals(object));
        return object.kind() == ObjectKind.SEQUENCE && more;
    }

    /** What a statement takes away, with what it leaves without the data, in words. */
    static List<String> loses(Step step) {
        return Stream.of(
                        destroys(step).stream().map(CatalogObject::qualified),
                        step.emptiedTables().stream().map(it -> "all rows of " + it),
                        Recomputed.tables(step).stream().map(it -> "values of a column of " + it),
                        database(step).map(it -> "database " + it))
                .flatMap(it -> it)
                .toList();
    }

    /** No catalog shows another database, so the statement's own words are all there is. */
    private static Stream<String> database(Step step) {
        Matcher drop = DATABASE.matcher(step.spelled());
        return drop.lookingAt() ? Stream.of(drop.group(1)) : Stream.empty();
    }

    private static Stream<Finding> lostColumns(FileView file, Step step) {
        return columns(step)
                .map(
                        it ->
                                Verdicts.consented(
                                        file,
                                        Rule.C03,
                                        step,
                                        new Settled(
                                                NameRules.GONE,
                                                Severity.WARN,
                                                lost(
                                                        it.object(),
                                                        "Column",
                                                        "ALTER TABLE %s DROP COLUMN %s;"
                                                                .formatted(
                                                                        Names.relation(it.object()),
                                                                        Names.own(it.object()))))));
    }

    private static Stream<Finding> lostWholes(FileView file, Step step) {
        return wholes(step)
                .map(
                        it ->
                                Verdicts.consented(
                                        file,
                                        Rule.C04,
                                        step,
                                        new Settled(
                                                NameRules.GONE,
                                                Severity.WARN,
                                                lost(
                                                        it.object(),
                                                        NameRules.word(it.object().kind()),
                                                        drop(it.object())))));
    }

    private static Stream<Finding> lostDatabase(FileView file, Step step) {
        return database(step)
                .map(
                        it ->
                                Verdicts.consented(
                                        file,
                                        Rule.C04,
                                        step,
                                        new Settled(
                                                NameRules.GONE, Severity.WARN, lostDatabase(it))));
    }

    private static Words lostDatabase(String name) {
        return new Words(
                "Database %s is gone with all that it held, wherever it exists.".formatted(name),
                "everybody who uses it, and whoever wants the data",
                "for good: only a restore brings the data back",
                "Leave it out of the migrations, and drop it by hand when nobody uses it.");
    }

    private static String drop(CatalogObject object) {
        String kind = object.kind().name().replace("PARTITIONED_TABLE", "TABLE").replace('_', ' ');
        return "DROP %s %s;".formatted(kind, Names.relation(object));
    }

    private static Words lost(CatalogObject object, String kind, String statement) {
        return new Words(
                "%s %s is gone with all that it held; a statement that names it fails."
                        .formatted(kind, object.qualified()),
                "every instance of the running version that uses it, and whoever wants the data",
                "for good: only a restore brings the data back",
                "-- file 1, in a later release, when no version uses it:\n"
                        + "-- surefoot: phase=contract\n"
                        + statement);
    }

    private static Stream<Finding> unasked(FileView file, Step step) {
        List<String> lost = loses(step);
        if (lost.isEmpty() || file.declaredContract()) {
            return Stream.empty();
        }
        return Stream.of(
                file.finding(
                        Rule.D01,
                        Severity.BLOCK,
                        step,
                        new Words(
                                "%s would be lost, and the file does not say that it may be."
                                        .formatted(String.join(", ", lost)),
                                "whoever needs the data, and every instance that uses it",
                                "for good",
                                "-- file 1, with nothing in it that the new version needs:\n"
                                        + "-- surefoot: phase=contract\n"
                                        + step.measured().statement().text().strip()
                                        + ";")));
    }
}
