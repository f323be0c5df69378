package dev.surefoot.schema.rows;

import static dev.surefoot.schema.rows.Variant.ROW;

import dev.surefoot.schema.sql.Identifiers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement that fills one table: rows from a series, parents' keys joined by their place, kept
 * where all conditions hold. Combinations of parents repeat as late as possible. Pure.
 *
 * @param expressions for the columns that no joined reference fills
 * @param joined references with the number of keys that their parent has
 */
record InsertSql(Table table, Map<String, String> expressions, Map<Reference, Long> joined) {

    /** Rows {@code from} to {@code until}, both counted from 1. */
    String rows(long from, long until) {
        Map<String, String> values = new LinkedHashMap<>(expressions);
        String joins = joins(values);
        List<String> columns =
                table.columns().stream().map(Column::name).filter(values::containsKey).toList();
        return """
               insert into %s (%s) overriding system value
               select %s
                 from (select %s, %s
                         from generate_series(%d::bigint, %d::bigint) %s%s) surefoot_r
                %s
                order by %s
               on conflict do nothing
               """
                .formatted(
                        table.quoted(),
                        names(columns),
                        names(columns),
                        ROW,
                        columns.stream()
                                .map(each -> values.get(each) + " as " + Identifiers.quoted(each))
                                .collect(Collectors.joining(", ")),
                        from,
                        until,
                        ROW,
                        joins,
                        where(columns),
                        ROW);
    }

    private String where(List<String> columns) {
        List<String> asked = new ArrayList<>();
        for (Condition each : table.conditions()) {
            if (columns.containsAll(each.columns())) {
                asked.add("(" + each.sql() + ") is not false");
            }
        }
        for (Column each : table.columns()) {
            if (each.required()) {
                asked.add("not (" + each.quoted() + " is null)");
            }
        }
        return asked.isEmpty() ? "" : "where " + String.join("\n  and ", asked);
    }

    private String joins(Map<String, String> values) {
        StringBuilder sql = new StringBuilder();
        Set<String> given = new HashSet<>();
        long product = 1;
        int number = 0;
        for (Reference each : ordered()) {
            String alias = "surefoot_f" + number++;
            long keys = keys(each);
            String place = "(((%1$s - 1) / %2$d + (%1$s - 1) %% %2$d) %% ".formatted(ROW, product);
            sql.append("\n").append(join(each, alias, place, given));
            product = Math.min(1L << 40, product * Math.max(1, Math.min(keys, 1L << 20)));
            String first = each.columns().getFirst();
            boolean now = each.columns().stream().allMatch(this::free);
            for (int i = 0; i < each.columns().size(); i++) {
                String column = each.columns().get(i);
                if (given.add(column)) {
                    String key = alias + ".k" + i;
                    values.put(column, now ? sometimes(table.column(first), key) : key);
                }
            }
        }
        return sql.toString();
    }

    /** Whether a column may be NULL at any time. */
    private boolean free(String name) {
        Column column = table.column(name);
        return !column.required()
                && !column.unique()
                && table.conditions().stream().noneMatch(c -> c.columns().contains(name));
    }

    /** One row in seven has no value, another in each column: what may be NULL will be. */
    static String sometimes(Column column, String sql) {
        return "case when (%s + %d) %% 7 <> 3 then %s end".formatted(ROW, column.number(), sql);
    }

    /** Keys by their place; if another reference gave some columns already, among those alike. */
    private String join(Reference reference, String alias, String place, Set<String> given) {
        List<String> shared = new ArrayList<>();
        List<String> equal = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < reference.columns().size(); i++) {
            String key = Identifiers.quoted(reference.keys().get(i));
            keys.add(key + " as k" + i);
            if (given.contains(reference.columns().get(i))) {
                shared.add(key);
                equal.add(alias + ".k" + i + " = " + giver(reference.columns().get(i), alias));
            }
        }
        String all =
                reference.keys().stream()
                        .map(Identifiers::quoted)
                        .collect(Collectors.joining(", "));
        String within = shared.isEmpty() ? "" : "partition by " + String.join(", ", shared);
        String count = shared.isEmpty() ? keys(reference) + ")" : alias + ".n)";
        equal.add(alias + ".i = " + place + count);
        return """
               %s join (select %s, row_number() over (%s order by %s) - 1 as i,
                             count(*) over (%s) as n
                        from %s where num_nulls(%s) = 0) %s on %s"""
                .formatted(
                        table.optional(reference) ? "left" : "inner",
                        String.join(", ", keys),
                        within,
                        all,
                        within,
                        parent(reference),
                        all,
                        alias,
                        String.join(" and ", equal));
    }

    /** The alias and key that an earlier reference gave this column. */
    private String giver(String column, String before) {
        int number = 0;
        for (Reference each : ordered()) {
            String alias = "surefoot_f" + number++;
            if (alias.equals(before)) {
                break;
            }
            int at = each.columns().indexOf(column);
            if (at >= 0) {
                return alias + ".k" + at;
            }
        }
        throw new IllegalStateException("no reference gives " + column);
    }

    private static String parent(Reference reference) {
        return Identifiers.quoted(reference.parentSchema())
                + "."
                + Identifiers.quoted(reference.parentName());
    }

    /** Those that must be unique by themselves come first: their places never repeat. */
    private List<Reference> ordered() {
        return joined.keySet().stream()
                .sorted(
                        Comparator.comparingInt((Reference each) -> alone(each) ? 0 : 1)
                                .thenComparingLong(each -> -keys(each))
                                .thenComparing(Reference::name))
                .toList();
    }

    private long keys(Reference reference) {
        return joined.getOrDefault(reference, 1L);
    }

    private boolean alone(Reference reference) {
        return table.uniques().stream().anyMatch(Set.copyOf(reference.columns())::containsAll);
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifiers::quoted).collect(Collectors.joining(", "));
    }
}
