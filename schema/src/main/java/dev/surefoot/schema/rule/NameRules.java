package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;
import dev.surefoot.schema.sql.Identifiers;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** C01 and C02: what the running version asks for has another name. */
final class NameRules implements RuleGroup {
    static final Set<String> GONE = Set.of("42703", "42P01", "42883", "3F000", "42704", "columns");
    private static final List<ObjectKind> WITH_NAMES =
            List.of(
                    ObjectKind.TABLE,
                    ObjectKind.PARTITIONED_TABLE,
                    ObjectKind.FOREIGN_TABLE,
                    ObjectKind.VIEW,
                    ObjectKind.MATERIALIZED_VIEW,
                    ObjectKind.SEQUENCE,
                    ObjectKind.SCHEMA,
                    ObjectKind.TYPE,
                    ObjectKind.DOMAIN,
                    ObjectKind.FUNCTION);

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(step -> Stream.concat(columns(file, step), wholes(file, step)));
    }

    private static Stream<Finding> columns(FileView file, Step step) {
        return step.renamed(ObjectKind.COLUMN)
                .map(
                        it ->
                                Verdicts.consented(
                                        file,
                                        Rule.C01,
                                        step,
                                        new Settled(GONE, Severity.WARN, column(file, it))));
    }

    private static Words column(FileView file, Fact.Renamed it) {
        CatalogObject old = it.from();
        String type = file.world().attribute(old, "type").orElse("text");
        return new Words(
                "Column %s is called %s from now on; a statement with the old name fails (42703)."
                        .formatted(old.qualified(), it.to().name()),
                "every instance of the running version that reads or writes it",
                "until the last old instance is gone, or the column has its old name again",
                SafeReplacement.of(
                        file.world(),
                        old,
                        it.to().name(),
                        new SafeReplacement.Types(
                                type, Names.own(old), Identifiers.readable(it.to().name()))));
    }

    private static Stream<Finding> wholes(FileView file, Step step) {
        return WITH_NAMES.stream().flatMap(step::renamed).map(it -> whole(file, step, it));
    }

    private static Finding whole(FileView file, Step step, Fact.Renamed it) {
        boolean stillThere =
                file.makes(it.from(), ObjectKind.VIEW, ObjectKind.TABLE, it.from().kind());
        Words words =
                new Words(
                        "%s %s is called %s from now on%s."
                                .formatted(
                                        word(it.from().kind()),
                                        it.from().qualified(),
                                        it.to().qualified(),
                                        stillThere
                                                ? ", and something else has the old name"
                                                : "; a statement with the old name fails"),
                        "every instance of the running version that uses it",
                        "until the last old instance is gone, or the old name is there again",
                        compatible(it));
        Settled by = new Settled(GONE, Severity.WARN, words);
        return stillThere
                ? Verdicts.warned(file, Rule.C02, step, by)
                : Verdicts.consented(file, Rule.C02, step, by);
    }

    private static String compatible(Fact.Renamed it) {
        Optional<String> view =
                switch (it.from().kind()) {
                    case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW ->
                            Optional.of(
                                    """
                                    -- file 1, in one transaction, so that the name is never missing:
                                    -- surefoot: phase=expand transaction=file
                                    ALTER TABLE %1$s RENAME TO %2$s;
                                    CREATE VIEW %1$s AS SELECT * FROM %3$s;
                                    -- file 2:
                                    -- surefoot: phase=contract
                                    DROP VIEW %1$s;"""
                                            .formatted(
                                                    Names.relation(it.from()),
                                                    Names.own(it.to()),
                                                    Names.of(it.from().schema(), it.to().name())));
                    default -> Optional.empty();
                };
        return view.orElse(
                "Make %s beside %s, let the new version use it, and drop %s in a contract file."
                        .formatted(
                                it.to().qualified(), it.from().qualified(), it.from().qualified()));
    }

    /** Whether statements name objects of this kind. */
    static boolean asksByName(ObjectKind kind) {
        return kind == ObjectKind.COLUMN || WITH_NAMES.contains(kind);
    }

    static String word(ObjectKind kind) {
        String words = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
