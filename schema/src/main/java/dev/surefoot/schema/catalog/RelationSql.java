package dev.surefoot.schema.catalog;

import java.util.List;

/** Relations and their columns. */
final class RelationSql {
    /** Schemas that are somebody's. */
    static final String USERS =
            """
            n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'surefoot_schema')
            """;

    /** Relations that are somebody's and no extension's. */
    static final String RELATIONS =
            """
            rel as materialized (
              select c.*, n.nspname
                from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
               where %s
                 and not exists (
                     select from pg_catalog.pg_depend d
                      where d.classid = 'pg_catalog.pg_class'::regclass
                        and d.objid = c.oid and d.objsubid = 0 and d.deptype = 'e'))
            """
                    .formatted(USERS);

    private static final String RELATION =
            """
            with %s
            select 'pg_class' as "class", c.oid, 0 as sub, '' as more,
                   case c.relkind when 'r' then 'TABLE' when 'p' then 'PARTITIONED_TABLE'
                        when 'f' then 'FOREIGN_TABLE' when 'v' then 'VIEW'
                        when 'm' then 'MATERIALIZED_VIEW' when 'S' then 'SEQUENCE'
                        when 'c' then 'TYPE' else 'INDEX' end as kind,
                   c.nspname as schema, '' as owner_name, c.relname as name,
                   null as whole_class, null as whole_oid,
                   case c.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged'
                        else 'temporary' end as persistence,
                   c.reloptions::text as options,
                   case when c.relkind in ('r', 'p') then c.relrowsecurity end as rls,
                   case when c.relkind in ('r', 'p') then c.relforcerowsecurity end as force_rls,
                   case when c.relkind in ('r', 'p', 'f') then c.relispartition end as partition,
                   pg_catalog.pg_get_expr(c.relpartbound, c.oid) as "bound$p",
                   pg_catalog.pg_get_partkeydef(c.oid) as partition_key, '' as "partition_key$n",
                   case when not c.relispartition then up.names end as parents,
                   up.numbers as "parents$n",
                   case when c.relispartition then up.names end as "partition_of$p",
                   case when c.relkind in ('r', 'p', 'm') then c.relreplident end
                        as replica_identity,
                   ts.spcname as tablespace, am.amname as access_method,
                   nullif(c.reloftype, 0)::regtype::text as of_type,
                   nullif(c.reloftype, 0)::text as "of_type$n",
                   pg_catalog.pg_get_userbyid(c.relowner) as owner,
                   case when c.relkind in ('v', 'm') then pg_catalog.pg_get_viewdef(c.oid) end
                        as def,
                   md5(v.ev_action::text) as "def$n",
                   case when c.relkind = 'm' then c.relispopulated end as populated,
                   fs.srvname || coalesce(' ' || ft.ftoptions::text, '') as server
              from rel c
              left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
              left join pg_catalog.pg_am am on am.oid = c.relam
              left join pg_catalog.pg_rewrite v
                on v.ev_class = c.oid and v.rulename = '_RETURN' and c.relkind in ('v', 'm')
              left join pg_catalog.pg_foreign_table ft on ft.ftrelid = c.oid
              left join pg_catalog.pg_foreign_server fs on fs.oid = ft.ftserver
              left join lateral (
                   select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno) as names,
                          string_agg(i.inhparent::text, ', ' order by i.inhseqno) as numbers
                     from pg_catalog.pg_inherits i where i.inhrelid = c.oid) up on true
             where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c')
            """
                    .formatted(RELATIONS);

    private static final String INDEX =
            """
            with %s
            select 'pg_class' as "class", c.oid, 0 as sub, '' as more, 'INDEX' as kind,
                   c.nspname as schema, '' as owner_name, c.relname as name,
                   'pg_class' as whole_class, t.oid as whole_oid,
                   t.nspname || '.' || t.relname as "table$p",
                   pg_catalog.pg_get_indexdef(c.oid) as "def$p",
                   case c.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged'
                        else 'temporary' end as persistence,
                   c.reloptions::text as options, ts.spcname as tablespace,
                   i.indisunique as "unique", i.indisvalid as valid,
                   i.indisclustered as cluster, i.indisreplident as replica_identity,
                   c.relispartition as partition
              from rel c
              join pg_catalog.pg_index i on i.indexrelid = c.oid
              join rel t on t.oid = i.indrelid
              left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
            """
                    .formatted(RELATIONS);

    private static final String SEQUENCE =
            """
            with %s
            select 'pg_class' as "class", c.oid, 0 as sub, '' as more, 'SEQUENCE' as kind,
                   c.nspname as schema, '' as owner_name, c.relname as name,
                   null as whole_class, null as whole_oid,
                   case c.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged'
                        else 'temporary' end as persistence,
                   pg_catalog.format_type(s.seqtypid, null) as type, s.seqstart as start,
                   s.seqincrement as increment, s.seqmin as min, s.seqmax as max,
                   s.seqcache as cache, s.seqcycle as cycle,
                   o.refobjid::regclass::text || '.' || a.attname as owned_by,
                   o.refobjid || '.' || o.refobjsubid as "owned_by$n",
                   pg_catalog.pg_get_userbyid(c.relowner) as owner
              from rel c
              join pg_catalog.pg_sequence s on s.seqrelid = c.oid
              left join pg_catalog.pg_depend o
                on o.classid = 'pg_catalog.pg_class'::regclass and o.objid = c.oid
               and o.refclassid = 'pg_catalog.pg_class'::regclass and o.refobjsubid > 0
               and o.deptype in ('a', 'i')
              left join pg_catalog.pg_attribute a
                on a.attrelid = o.refobjid and a.attnum = o.refobjsubid
            """
                    .formatted(RELATIONS);

    private static final String COLUMN =
            """
            with %s
            select 'pg_class' as "class", c.oid, a.attnum as sub, '' as more, 'COLUMN' as kind,
                   c.nspname as schema, c.relname as owner_name, a.attname as name,
                   'pg_class' as whole_class, c.oid as whole_oid,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
                   a.atttypid || ':' || a.atttypmod as "type$n", a.attnotnull as notnull,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) as "default",
                   md5(d.adbin::text) as "default$n",
                   case a.attidentity when 'a' then 'always' when 'd' then 'by default' end
                        as identity,
                   case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end
                        as generated,
                   case when a.attcollation <> t.typcollation
                        then a.attcollation::regcollation::text end as collation,
                   a.attcollation::text as "collation$n",
                   case when a.attstorage <> t.typstorage then a.attstorage end as storage,
                   nullif(a.attcompression::text, '') as compression,
                   nullif(a.attstattarget, -1) as statistics,
                   a.attoptions::text as options, a.attfdwoptions::text as server_options,
                   a.attnum as "position$p"
              from rel c
              join pg_catalog.pg_attribute a
                on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              join pg_catalog.pg_type t on t.oid = a.atttypid
              left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
             where c.relkind in ('r', 'p', 'f', 'v', 'm', 'c')
            """
                    .formatted(RELATIONS);

    private RelationSql() {}

    static List<CatalogQuery> all() {
        return List.of(
                CatalogQuery.of(
                        RELATION, "pg_class", "pg_rewrite", "pg_inherits", "pg_foreign_table"),
                CatalogQuery.of(INDEX, "pg_class", "pg_index"),
                CatalogQuery.of(SEQUENCE, "pg_class", "pg_sequence", "pg_depend"),
                CatalogQuery.of(COLUMN, "pg_attribute", "pg_attrdef"));
    }
}
