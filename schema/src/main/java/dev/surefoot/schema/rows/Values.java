package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Ways to make values of a column, the likeliest first; for a column of a unique key, those that
 * differ from row to row come first. Pure.
 */
final class Values {
    private static final Pattern VOLATILE =
            Pattern.compile(
                    "(?i)now\\(|current_|localtime|random|uuid|clock_|statement_timestamp|"
                            + "transaction_timestamp|nextval|txid|currval");

    private Values() {}

    /** All ways that are known; at least one. */
    static List<Variant> of(Column column, Recipe.Style style, Hints hints, long seed) {
        boolean counted = column.unique() || column.sequence().isPresent();
        Recipe recipe = new Recipe(style, column.name(), column.number(), counted, hints, seed);
        List<Variant> all = new ArrayList<>(of(column.type(), recipe));
        column.defaultSql()
                .filter(given -> !VOLATILE.matcher(given).find())
                .ifPresent(given -> all.add(Math.min(1, all.size()), Variant.constant(given)));
        return all;
    }

    /** NULL of the column's type. */
    static Variant none(Column column) {
        return Variant.constant("null").as(bottom(column.type()).name());
    }

    private static SqlType bottom(SqlType type) {
        return type instanceof SqlType.Domain domain ? domain.bottom() : type;
    }

    private static List<Variant> of(SqlType type, Recipe recipe) {
        return switch (type) {
            case SqlType.Domain domain -> of(domain.bottom(), recipe);
            case SqlType.Enumeration(String name, List<String> labels) -> labels(name, labels);
            case SqlType.Array(String name, SqlType element) -> array(name, element, recipe);
            case SqlType.Composite(String name, List<SqlType> fields) -> {
                List<String> parts =
                        fields.stream().map(each -> of(each, recipe).getFirst().sql()).toList();
                yield List.of(Variant.each("row(" + String.join(", ", parts) + ")").as(name));
            }
            case SqlType.Range range -> range(range);
            case SqlType.Scalar scalar -> {
                List<Variant> raw =
                        switch (scalar.base()) {
                            case "int2",
                                    "int4",
                                    "int8",
                                    "numeric",
                                    "float4",
                                    "float8",
                                    "money",
                                    "oid" ->
                                    NumberValues.of(scalar, recipe);
                            case "text", "varchar", "bpchar", "name", "citext", "char" ->
                                    TextValues.of(scalar, recipe);
                            case "date", "time", "timetz", "timestamp", "timestamptz", "interval" ->
                                    TimeValues.of(scalar, recipe);
                            default -> OtherValues.of(scalar, recipe);
                        };
                yield raw.stream().map(each -> each.as(scalar.name())).toList();
            }
        };
    }

    private static List<Variant> labels(String name, List<String> labels) {
        if (labels.isEmpty()) {
            return List.of(Variant.constant("null").as(name));
        }
        List<String> words = labels.stream().map(Names::literal).toList();
        List<Variant> all = new ArrayList<>();
        all.add(
                Variant.each(
                                "(array[%s])[1 + (%s %% %d)]"
                                        .formatted(String.join(", ", words), ROW, words.size()))
                        .as(name));
        words.forEach(each -> all.add(Variant.constant(each).as(name)));
        return all;
    }

    private static List<Variant> array(String name, SqlType element, Recipe recipe) {
        List<Variant> all = new ArrayList<>();
        List<Variant> elements = of(element, recipe);
        elements.stream()
                .limit(12)
                .forEach(
                        each ->
                                all.add(
                                        new Variant("array[" + each.sql() + "]", each.constant())
                                                .as(name)));
        all.add(1, Variant.constant("'{}'").as(name));
        all.add(
                2,
                Variant.each(
                                "array["
                                        + elements.getFirst().sql()
                                        + ","
                                        + elements.getLast().sql()
                                        + "]")
                        .as(name));
        return all;
    }

    private static List<Variant> range(SqlType.Range range) {
        String base = bottom(range.subtype()) instanceof SqlType.Scalar s ? s.base() : "";
        String from =
                switch (base) {
                    case "int2", "int4", "int8", "numeric", "float4", "float8" ->
                            "(" + ROW + " * 10)";
                    case "date" -> "(date '2026-01-01' + (" + ROW + " * 10)::int)";
                    case "timestamp" ->
                            "(timestamp '2026-01-01' + " + ROW + " * interval '10 minutes')";
                    case "timestamptz" ->
                            "(timestamptz '2026-01-01 00:00+00' + "
                                    + ROW
                                    + " * interval '10 minutes')";
                    default -> "";
                };
        if (from.isEmpty()) {
            return List.of(Variant.constant(range.multi() ? "'{}'" : "'empty'").as(range.name()));
        }
        String step =
                switch (base) {
                    case "timestamp", "timestamptz" -> "interval '5 minutes'";
                    default -> "5";
                };
        String type = range.subtype().name();
        String one =
                "%s(%s::%s, (%s + %s)::%s)"
                        .formatted(range.rangeName(), from, type, from, step, type);
        String sql = range.multi() ? "('{' || " + one + "::text || '}')" : one;
        return List.of(
                Variant.each(sql).as(range.name()),
                Variant.constant(range.multi() ? "'{}'" : "'empty'").as(range.name()));
    }
}
