package dev.surefoot.schema.run.sync;

import dev.surefoot.schema.run.target.TableInfo;
import dev.surefoot.schema.sql.Identifiers;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The SQL of a table's trigger and its function. Who wrote is read from which column changed; the
 * new version wins if both did; an INSERT that leaves the new column NULL is the old version's.
 * Pure.
 */
public final class SyncTrigger {
    /** Sorts after every name of plain letters, so that it fires last. */
    public static final String NAME = "~surefoot_sync";

    /** A setting of a transaction whose writes the trigger leaves alone: the backfill's. */
    public static final String SKIP = "surefoot.backfill";

    private static final Pattern PLAIN = Pattern.compile("\\s*(\\w+|\"[^\"]+\")\\s*");

    private SyncTrigger() {}

    /** The function's name, with its schema. */
    public static String function(TableInfo table) {
        return "surefoot_schema.sync_" + table.oid();
    }

    /**
     * Makes or replaces the function.
     *
     * @param path the search path that expressions which call functions are to see
     */
    public static String functionSql(TableInfo table, List<SyncPair> pairs, String path) {
        StringBuilder body = new StringBuilder();
        pairs.forEach(pair -> body.append(pairSql(table, pair)));
        boolean plain = pairs.stream().allMatch(p -> plain(p.up()) && plain(p.down()));
        String tag = tag(body.toString());
        return """
        create or replace function %s() returns trigger language plpgsql%s as %s
        #variable_conflict use_column
        begin
        %s    return new;
        end
        %s"""
                .formatted(
                        function(table),
                        plain || path.isBlank() ? "" : " set search_path = " + path,
                        tag,
                        body,
                        tag);
    }

    private static String pairSql(TableInfo table, SyncPair pair) {
        String old = pair.oldQuoted();
        String fresh = pair.freshQuoted();
        String down = assign(table, pair.down(), old);
        String up = assign(table, pair.up(), fresh);
        return """
            if tg_op = 'INSERT' then
                if new.%2$s is not null then
                    %3$s
                else
                    %4$s
                end if;
            elsif %5$s then
                %3$s
            elsif %6$s then
                %4$s
            end if;
        """
                .formatted(
                        old,
                        fresh,
                        down,
                        up,
                        table.distinct(pair.fresh(), "new." + fresh, "old." + fresh),
                        table.distinct(pair.old(), "new." + old, "old." + old));
    }

    private static String assign(TableInfo table, String expression, String column) {
        return "select (%s) into new.%s from (select new.*) as %s;"
                .formatted(expression, column, table.alias());
    }

    /** Makes the trigger. */
    public static String triggerSql(TableInfo table) {
        return """
        create trigger %s before insert or update on %s for each row
        when (coalesce(current_setting('%s', true), '') <> 'on')
        execute function %s()"""
                .formatted(Identifiers.quoted(NAME), table.quoted(), SKIP, function(table));
    }

    /** Takes trigger and function away. */
    public static List<String> dropSql(TableInfo table) {
        return List.of(
                "drop trigger if exists " + Identifiers.quoted(NAME) + " on " + table.quoted(),
                "drop function if exists " + function(table) + "()");
    }

    private static boolean plain(String expression) {
        return PLAIN.matcher(expression).matches();
    }

    /** A quoting tag that the text does not hold. */
    private static String tag(String body) {
        String tag = "$sync$";
        for (int i = 0; body.contains(tag); i++) {
            tag = "$sync" + i + "$";
        }
        return tag;
    }
}
