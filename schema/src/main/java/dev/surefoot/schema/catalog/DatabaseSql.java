package dev.surefoot.schema.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What belongs to the database as a whole, and the kinds of which only the presence is told. */
final class DatabaseSql {
    private static final String EXTENSION =
            """
            select 'pg_extension' as "class", x.oid, 0 as sub, '' as more, 'EXTENSION' as kind,
                   '' as schema, '' as owner_name, x.extname as name,
                   null as whole_class, null as whole_oid, x.extversion as version,
                   x.extnamespace::regnamespace::text as in_schema,
                   x.extnamespace::text as "in_schema$n"
              from pg_catalog.pg_extension x
            """;

    private static final String EVENT_TRIGGER =
            """
            select 'pg_event_trigger' as "class", t.oid, 0 as sub, '' as more,
                   'EVENT_TRIGGER' as kind, '' as schema, '' as owner_name, t.evtname as name,
                   null as whole_class, null as whole_oid, t.evtevent as event,
                   t.evttags::text as tags, t.evtfoid::regprocedure::text as function,
                   t.evtfoid::text as "function$n", t.evtenabled as enabled,
                   pg_catalog.pg_get_userbyid(t.evtowner) as owner
              from pg_catalog.pg_event_trigger t
             where t.evtname !~ '^surefoot_' %s
            """
                    .formatted(TypeSql.free("pg_event_trigger", "t.oid"));

    private static final String PUBLICATION =
            """
            select 'pg_publication' as "class", p.oid, 0 as sub, '' as more,
                   'PUBLICATION' as kind, '' as schema, '' as owner_name, p.pubname as name,
                   null as whole_class, null as whole_oid, p.puballtables as all_tables,
                   p.pubinsert as inserts, p.pubupdate as updates, p.pubdelete as deletes,
                   p.pubtruncate as truncates, p.pubviaroot as via_root,
                   case when not p.puballtables then
                     (select string_agg(t.schemaname || '.' || t.tablename, ', '
                                        order by t.schemaname, t.tablename)
                        from pg_catalog.pg_publication_tables t
                       where t.pubname = p.pubname) end as tables,
                   pg_catalog.pg_get_userbyid(p.pubowner) as owner
              from pg_catalog.pg_publication p
            """;

    private static final String CAST =
            """
            select 'pg_cast' as "class", c.oid, 0 as sub, '' as more, 'CAST' as kind,
                   '' as schema, '' as owner_name,
                   c.castsource::regtype || ' as ' || c.casttarget::regtype as name,
                   c.castsource || ' ' || c.casttarget as "name$n",
                   null as whole_class, null as whole_oid,
                   nullif(c.castfunc, 0)::regprocedure::text as function,
                   c.castfunc::text as "function$n",
                   c.castcontext as context, c.castmethod as method
              from pg_catalog.pg_cast c
             where c.oid >= 16384 %s
            """
                    .formatted(TypeSql.free("pg_cast", "c.oid"));

    private static final String[] OTHERS = {
        "pg_language",
        "pg_foreign_data_wrapper",
        "pg_foreign_server",
        "pg_user_mapping",
        "pg_opclass",
        "pg_opfamily",
        "pg_am",
        "pg_conversion",
        "pg_transform",
        "pg_ts_config",
        "pg_ts_dict",
        "pg_ts_parser",
        "pg_ts_template"
    };

    private static final String OTHER =
            Arrays.stream(OTHERS)
                    .map(
                            table ->
                                    """
                                    select '%1$s' as "class", o.oid, 0 as sub, '' as more,
                                           'OTHER' as kind, '' as schema, '' as owner_name,
                                           i.type || ' ' || i.identity as name,
                                           null as whole_class, null as whole_oid
                                      from %3$s o,
                                           pg_catalog.pg_identify_object(
                                             'pg_catalog.%1$s'::regclass, o.oid, 0) i
                                     where o.oid >= 16384 %2$s
                                    """
                                            .formatted(
                                                    table,
                                                    TypeSql.free(table, "o.oid"),
                                                    source(table)))
                    .collect(Collectors.joining(" union all "));

    private DatabaseSql() {}

    /** The table itself, but where only superusers may read it. */
    private static String source(String table) {
        return table.equals("pg_user_mapping")
                ? "(select umid as oid from pg_catalog.pg_user_mappings)"
                : "pg_catalog." + table;
    }

    static List<CatalogQuery> all() {
        return List.of(
                CatalogQuery.of(EXTENSION, "pg_extension"),
                CatalogQuery.of(EVENT_TRIGGER, "pg_event_trigger"),
                CatalogQuery.of(
                        PUBLICATION,
                        "pg_publication",
                        "pg_publication_rel",
                        "pg_publication_namespace"),
                CatalogQuery.of(CAST, "pg_cast"),
                CatalogQuery.of(OTHER, OTHERS));
    }
}
