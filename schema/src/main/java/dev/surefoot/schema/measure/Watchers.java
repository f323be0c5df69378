package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.Fact;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Event triggers that write down what is dropped and which tables are written anew, into two
 * variables of the session that a rollback takes back. Their functions lie in {@code pg_catalog},
 * where no migration drops them.
 */
final class Watchers {
    private static final String INSTALL =
            """
            create or replace function pg_catalog.surefoot_on_drop() returns event_trigger
            language plpgsql security definer as $body$
            begin
              perform pg_catalog.set_config('surefoot.dropped',
                pg_catalog.concat(pg_catalog.current_setting('surefoot.dropped', true),
                  (select pg_catalog.string_agg(pg_catalog.json_build_object(
                            'oid', o.objid::bigint, 'named', o.original,
                            'cascaded', o.normal and not o.original,
                            'type', o.object_type, 'identity', o.object_identity)::text || E'\\n',
                            '' order by o.ordinality)
                     from pg_catalog.pg_event_trigger_dropped_objects()
                          with ordinality o
                    where not o.is_temporary
                      and o.schema_name is distinct from 'pg_toast')), false);
            end $body$;
            create or replace function pg_catalog.surefoot_on_rewrite() returns event_trigger
            language plpgsql security definer as $body$
            begin
              perform pg_catalog.set_config('surefoot.rewritten',
                pg_catalog.concat(pg_catalog.current_setting('surefoot.rewritten', true),
                  pg_catalog.pg_event_trigger_table_rewrite_oid(), ' ',
                  pg_catalog.pg_event_trigger_table_rewrite_reason(), ';'), false);
            end $body$;
            drop event trigger if exists surefoot_on_drop;
            drop event trigger if exists surefoot_on_rewrite;
            create event trigger surefoot_on_drop on sql_drop
              execute function pg_catalog.surefoot_on_drop();
            create event trigger surefoot_on_rewrite on table_rewrite
              execute function pg_catalog.surefoot_on_rewrite();
            alter event trigger surefoot_on_drop enable always;
            alter event trigger surefoot_on_rewrite enable always;
            """;

    private static final String THERE =
            """
            select count(*) = 2 from pg_catalog.pg_event_trigger
             where evtname in ('surefoot_on_drop', 'surefoot_on_rewrite') and evtenabled = 'A'
            """;

    private static final String SEEN =
            """
            select pg_catalog.current_setting('surefoot.dropped', true),
                   pg_catalog.current_setting('surefoot.rewritten', true)
            """;

    private static final String FORGET =
            """
            select pg_catalog.set_config('surefoot.dropped', '', false),
                   pg_catalog.set_config('surefoot.rewritten', '', false)
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private Watchers() {}

    /** An object that was dropped, with its number. */
    record Drop(long oid, Fact.Dropped fact) {}

    /**
     * What was seen since the last look.
     *
     * @param rewritten tables by number, with the server's reason
     */
    record Seen(List<Drop> drops, Map<Long, String> rewritten) {}

    /** Installs them where they are not; on a connection for scripts, with auto-commit. */
    static void ensure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet row = statement.executeQuery(THERE)) {
                row.next();
                there = row.getBoolean(1);
            }
            if (!there) {
                statement.execute(INSTALL);
            }
        }
    }

    /** Reads and forgets, within the transaction if there is one. */
    static Seen take(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String dropped;
            String rewritten;
            try (ResultSet row = statement.executeQuery(SEEN)) {
                row.next();
                dropped = row.getString(1);
                rewritten = row.getString(2);
            }
            Seen seen = new Seen(drops(dropped), rewrites(rewritten));
            if (!seen.drops.isEmpty() || !seen.rewritten.isEmpty()) {
                statement.execute(FORGET);
            }
            return seen;
        }
    }

    private static List<Drop> drops(@Nullable String lines) {
        List<Drop> drops = new ArrayList<>();
        if (lines != null) {
            for (String line : lines.lines().toList()) {
                JsonNode drop = JSON.readTree(line);
                drops.add(
                        new Drop(
                                drop.get("oid").longValue(),
                                new Fact.Dropped(
                                        drop.get("type").stringValue(),
                                        drop.get("identity").stringValue(),
                                        drop.get("named").booleanValue(),
                                        drop.get("cascaded").booleanValue())));
            }
        }
        return drops;
    }

    private static Map<Long, String> rewrites(@Nullable String words) {
        Map<Long, String> rewrites = new HashMap<>();
        if (words != null && !words.isEmpty()) {
            for (String word : words.split(";", -1)) {
                int blank = word.indexOf(' ');
                if (blank > 0) {
                    rewrites.put(
                            Long.valueOf(word.substring(0, blank)),
                            reason(Integer.parseInt(word.substring(blank + 1))));
                }
            }
        }
        return rewrites;
    }

    /** See PostgreSQL's {@code event_trigger.h}, "AT_REWRITE_…". */
    private static String reason(int bits) {
        String[] words = {"persistence", "default value", "column type", "access method"};
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if ((bits & (1 << i)) != 0) {
                reasons.add(words[i]);
            }
        }
        return reasons.isEmpty() ? "reason " + bits : String.join(", ", reasons);
    }
}
