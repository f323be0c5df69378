package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.rule.Finding.Words;

import java.util.Optional;
import java.util.stream.Stream;

/** L09 and L10: indexes that are of no use, and parts that come and go. */
final class LeftoverRules implements RuleGroup {
    @Override
    public Stream<Finding> of(FileView file) {
        return file.steps().stream()
                .flatMap(step -> Stream.concat(invalid(file, step), parts(file, step)));
    }

    private static Stream<Finding> invalid(FileView file, Step step) {
        return step.made(ObjectKind.INDEX)
                .filter(it -> it.attributes().getOrDefault("valid", "true").equals("false"))
                .map(Index::of)
                // An index ON ONLY a partitioned table waits for its parts.
                .filter(it -> !it.definition().contains(" ON ONLY "))
                .filter(it -> !madeValid(file, it.object()))
                .map(
                        it ->
                                file.finding(
                                        Rule.L09,
                                        Severity.BLOCK,
                                        step,
                                        new Words(
                                                "Index %s is left invalid: it costs each write and helps no read."
                                                        .formatted(it.object().qualified()),
                                                "everybody who writes, and the next step, which"
                                                        + " IF NOT EXISTS would let pass",
                                                "until it is dropped",
                                                "DROP INDEX CONCURRENTLY %s; then build it again."
                                                        .formatted(
                                                                Names.of(
                                                                        it.object().schema(),
                                                                        it.object().name())))));
    }

    private static boolean madeValid(FileView file, CatalogObject index) {
        return file.world()
                .after()
                .apply(index)
                .map(it -> it.getOrDefault("valid", "true").equals("true"))
                .orElse(file.facts(Fact.Gone.class).anyMatch(it -> it.object().equals(index)));
    }

    private static Stream<Finding> parts(FileView file, Step step) {
        Optional<String> what =
                step.changed(ObjectKind.TABLE, "partition")
                        .findFirst()
                        .map(
                                it ->
                                        it.object().qualified()
                                                + (it.to().equals("true")
                                                        ? " becomes a part of another table"
                                                        : " is no part of another table any more"))
                        .or(() -> madeAsPart(step));
        return what.stream()
                .map(
                        it ->
                                file.finding(
                                        Rule.L10,
                                        Severity.WARN,
                                        step,
                                        new Words(
                                                it
                                                        + "; its rows are checked, and the whole is"
                                                        + " locked for it.",
                                                "everybody who uses the partitioned table",
                                                "a moment, or as long as the part is read",
                                                "Give the part a CHECK of its bounds first, ATTACH"
                                                        + " it, and DETACH CONCURRENTLY.")));
    }

    private static Optional<String> madeAsPart(Step step) {
        boolean whole = step.locks().anyMatch(it -> it.kind() == ObjectKind.PARTITIONED_TABLE);
        return step.made(ObjectKind.TABLE)
                .filter(it -> whole && it.attributes().getOrDefault("partition", "").equals("true"))
                .findFirst()
                .map(it -> it.object().qualified() + " is made as a part of another table");
    }
}
