package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts in the words of the table of kinds. */
final class Shown {
    private Shown() {}

    static List<String> locks(MeasuredStatement measured) {
        return measured.facts(Fact.LockTaken.class).stream()
                .map(lock -> local(lock.relation()) + "=" + lock.mode().word())
                .sorted()
                .toList();
    }

    static String rewrite(MeasuredStatement measured) {
        return measured.facts(Fact.Rewritten.class).stream()
                .filter(
                        each ->
                                each.kind() == ObjectKind.TABLE
                                        || each.kind() == ObjectKind.MATERIALIZED_VIEW)
                .map(each -> each.emptied() ? "emptied" : "yes")
                .findFirst()
                .orElse("no");
    }

    static List<String> newFiles(MeasuredStatement measured) {
        return measured.facts(Fact.Rewritten.class).stream()
                .map(each -> local(each.relation()))
                .sorted()
                .toList();
    }

    static String events(MeasuredStatement measured) {
        return joined(
                measured.facts(Fact.Rewritten.class).stream()
                        .flatMap(
                                each ->
                                        each.reason().stream()
                                                .map(
                                                        reason ->
                                                                local(each.relation())
                                                                        + " ("
                                                                        + reason
                                                                        + ")")));
    }

    static String scans(MeasuredStatement measured) {
        List<String> scanned =
                measured.facts(Fact.Scanned.class).stream()
                        .map(each -> local(each.table()))
                        .sorted()
                        .toList();
        return scanned.isEmpty() ? "no" : "yes: " + String.join(" ", scanned);
    }

    static String read(MeasuredStatement measured) {
        return joined(
                measured.facts(Fact.Scanned.class).stream()
                        .map(
                                each ->
                                        local(each.table())
                                                + "="
                                                + each.rows()
                                                + (each.byIndex() == 0
                                                        ? ""
                                                        : "+" + each.byIndex() + " by index")));
    }

    static String written(MeasuredStatement measured) {
        return joined(
                measured.facts(Fact.RowsTouched.class).stream()
                        .flatMap(
                                each ->
                                        Stream.of(
                                                        "inserted " + each.inserted(),
                                                        "updated " + each.updated(),
                                                        "deleted " + each.deleted())
                                                .filter(word -> !word.endsWith(" 0"))
                                                .map(word -> local(each.table()) + "=" + word)));
    }

    static List<String> dropped(MeasuredStatement measured) {
        return measured.facts(Fact.Dropped.class).stream()
                .map(each -> each.type() + " " + each.identity() + (each.named() ? " (named)" : ""))
                .sorted()
                .toList();
    }

    static List<String> changed(MeasuredStatement measured) {
        List<String> changed = new ArrayList<>();
        for (Fact fact : measured.facts()) {
            switch (fact) {
                case Fact.Added(CatalogObject object, var _) -> changed.add("+" + named(object));
                case Fact.Gone(CatalogObject object, var _) -> changed.add("-" + named(object));
                case Fact.Renamed(CatalogObject from, CatalogObject to) ->
                        changed.add("renamed " + named(from) + " to " + to.name());
                case Fact.Changed(CatalogObject object, String what, String from, String to) ->
                        changed.add(
                                "~"
                                        + named(object)
                                        + " "
                                        + what
                                        + ": "
                                        + or(from)
                                        + " to "
                                        + or(to));
                case Fact.LockTaken _,
                        Fact.Rewritten _,
                        Fact.Scanned _,
                        Fact.RowsTouched _,
                        Fact.Dropped _,
                        Fact.Stalled _ -> {}
            }
        }
        return changed.stream().sorted().toList();
    }

    private static String or(String value) {
        // Definitions are printed with schemas, whatever the search path.
        return value.isEmpty() ? "none" : value.replace(" s.", " ");
    }

    private static String named(CatalogObject object) {
        return object.kind().word() + " " + object.local();
    }

    private static String local(String relation) {
        return relation.substring(relation.indexOf('.') + 1);
    }

    private static String joined(Stream<String> words) {
        String all = words.sorted().collect(Collectors.joining(" "));
        return all.isEmpty() ? "-" : all;
    }
}
