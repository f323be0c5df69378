package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;
import dev.surefoot.schema.rule.Verdicts.Settled;

import java.util.Set;
import java.util.stream.Stream;

/** C10: values of an enum. */
final class EnumRules implements RuleGroup {
    private static final Set<String> SIGNS = Set.of("22P02", "values", "rows");

    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(step -> Stream.concat(renamed(file, step), added(file, step)));
    }

    private static Stream<Finding> renamed(FileView file, Step step) {
        return step.renamed(ObjectKind.ENUM_VALUE)
                .map(
                        it ->
                                Verdicts.consented(
                                        file,
                                        Rule.C10,
                                        step,
                                        new Settled(SIGNS, Severity.WARN, another(it))));
    }

    private static Words another(Fact.Renamed it) {
        CatalogObject old = it.from();
        return new Words(
                ("Value '%s' of %s is '%s' from now on: statements with the old one fail (22P02),"
                                + " and readers meet one they do not know.")
                        .formatted(old.name(), old.relation(), it.to().name()),
                "every instance of the running version that reads or writes it",
                "until the last old instance is gone, or it has its old name again",
                """
                -- file 1; let the new version read both, write the new one, and leave the old one:
                -- surefoot: phase=expand transaction=statement
                ALTER TYPE %s ADD VALUE '%s' AFTER '%s';"""
                        .formatted(Names.relation(old), text(it.to()), text(old)));
    }

    private static String text(CatalogObject value) {
        return value.name().replace("'", "''");
    }

    private static Stream<Finding> added(FileView file, Step step) {
        return step.added(ObjectKind.ENUM_VALUE)
                .map(
                        it ->
                                Verdicts.warned(
                                        file,
                                        Rule.C10,
                                        step,
                                        new Settled(Set.of(), Severity.WARN, more(it))));
    }

    private static Words more(Fact.Added it) {
        return new Words(
                "Value '%s' of %s is new, and can't be removed again."
                        .formatted(it.object().name(), it.object().relation()),
                "every instance of the running version that reads a row with it",
                "from the first row with it on",
                "Write it only when no version is left that does not know it.");
    }
}
