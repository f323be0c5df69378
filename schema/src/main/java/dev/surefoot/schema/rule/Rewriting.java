package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.migration.HeaderWords;

import java.util.Optional;

/** What to write instead of a statement that rewrites a table. */
final class Rewriting {
    private Rewriting() {}

    static String instead(Step step, String table) {
        Optional<Fact.Added> added =
                step.added(ObjectKind.COLUMN)
                        .filter(it -> it.object().relation().equals(table))
                        .findFirst();
        if (added.isPresent()) {
            return column(added.get());
        }
        Optional<Fact.Changed> type =
                step.changed(ObjectKind.COLUMN, "type")
                        .filter(it -> it.object().relation().equals(table))
                        .findFirst();
        if (type.isPresent()) {
            return "A new column beside %s, filled in batches; see C05."
                    .formatted(type.get().object().qualified());
        }
        String words = step.words();
        if (words.startsWith("refresh")) {
            return "REFRESH MATERIALIZED VIEW CONCURRENTLY %s;".formatted(table)
                    + " it needs a unique index over all rows.";
        }
        return "Leave it out of the release; if it must be, at a time when nobody uses the table.";
    }

    private static String column(Fact.Added added) {
        CatalogObject it = added.object();
        String type = added.attributes().getOrDefault("type", "text");
        String value = added.attributes().getOrDefault("default", "");
        String table = Names.relation(it);
        String own = Names.own(it);
        if (!added.attributes().getOrDefault("generated", "").isEmpty()) {
            return "A plain column that a trigger or the application fills, and batches for old"
                    + " rows.";
        }
        String add =
                """
                -- file 1:
                -- surefoot: phase=expand
                ALTER TABLE %1$s ADD COLUMN %2$s %3$s;"""
                        .formatted(table, own, type);
        if (value.isEmpty()) {
            return add;
        }
        // A header is one line, and the catalog shows some expressions on several.
        String fill = value.lines().count() > 1 ? "VALUE" : value;
        return add
                + """

                ALTER TABLE %1$s ALTER COLUMN %2$s SET DEFAULT %3$s;
                -- file 2:
                -- surefoot: phase=backfill
                -- surefoot: %4$s\
                """
                        .formatted(
                                table,
                                own,
                                value,
                                HeaderWords.of("table", table)
                                        .and("key", "KEY")
                                        .and("set", own + " = " + fill)
                                        .and("verify", own + " IS NULL"));
    }
}
