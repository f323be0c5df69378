package dev.surefoot.schema.catalog;

import java.util.List;

/** Schemas, types, functions and what applications call by name. */
final class TypeSql {
    /**
     * Neither a member of an extension nor made along with another object; {@code %s} are the
     * catalog's table and the number.
     */
    private static final String FREE =
            """
            and not exists (
                select from pg_catalog.pg_depend e
                 where e.classid = 'pg_catalog.%s'::regclass and e.objid = %s
                   and e.objsubid = 0 and e.deptype in ('e', 'i'))
            """;

    private static final String SCHEMA =
            """
            select 'pg_namespace' as "class", n.oid, 0 as sub, '' as more, 'SCHEMA' as kind,
                   '' as schema, '' as owner_name, n.nspname as name,
                   null as whole_class, null as whole_oid,
                   pg_catalog.pg_get_userbyid(n.nspowner) as owner
              from pg_catalog.pg_namespace n
             where %s %s
            """
                    .formatted(RelationSql.USERS, FREE.formatted("pg_namespace", "n.oid"));

    private static final String TYPE =
            """
            select 'pg_type' as "class", t.oid, 0 as sub, '' as more,
                   case t.typtype when 'd' then 'DOMAIN' else 'TYPE' end as kind,
                   n.nspname as schema, '' as owner_name, t.typname as name,
                   null as whole_class, null as whole_oid,
                   case t.typtype when 'e' then 'enum' when 'r' then 'range'
                        when 'm' then 'multirange' when 'b' then 'base' when 'p' then 'shell'
                        end as sort,
                   case when t.typtype = 'd'
                        then pg_catalog.format_type(t.typbasetype, t.typtypmod) end as type,
                   t.typbasetype || ':' || t.typtypmod as "type$n",
                   case when t.typtype = 'd' then t.typnotnull end as notnull,
                   case when t.typtype = 'd' then t.typdefault end as "default",
                   md5(t.typdefaultbin::text) as "default$n",
                   case when t.typtype = 'd' and t.typcollation <> b.typcollation
                        then t.typcollation::regcollation::text end as collation,
                   t.typcollation::text as "collation$n",
                   pg_catalog.format_type(r.rngsubtype, null) as subtype,
                   r.rngsubtype::text as "subtype$n",
                   pg_catalog.pg_get_userbyid(t.typowner) as owner
              from pg_catalog.pg_type t
              join pg_catalog.pg_namespace n on n.oid = t.typnamespace
              left join pg_catalog.pg_type b on b.oid = t.typbasetype
              left join pg_catalog.pg_range r on r.rngtypid = t.oid
             where t.typtype in ('d', 'e', 'r', 'b', 'p') and t.typcategory <> 'A' and %s %s
            """
                    .formatted(RelationSql.USERS, FREE.formatted("pg_type", "t.oid"));

    private static final String ENUM_VALUE =
            """
            select 'pg_enum' as "class", v.oid, 0 as sub, '' as more, 'ENUM_VALUE' as kind,
                   n.nspname as schema, t.typname as owner_name, v.enumlabel as name,
                   'pg_type' as whole_class, t.oid as whole_oid,
                   row_number() over (partition by t.oid order by v.enumsortorder) as "position$p"
              from pg_catalog.pg_enum v
              join pg_catalog.pg_type t on t.oid = v.enumtypid
              join pg_catalog.pg_namespace n on n.oid = t.typnamespace
             where %s %s
            """
                    .formatted(RelationSql.USERS, FREE.formatted("pg_type", "t.oid"));

    private static final String FUNCTION =
            """
            select 'pg_proc' as "class", p.oid, 0 as sub, '' as more, 'FUNCTION' as kind,
                   n.nspname as schema, '' as owner_name,
                   p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')'
                        as name,
                   p.proname as "name$n", null as whole_class, null as whole_oid,
                   case when p.prokind <> 'a' then pg_catalog.pg_get_functiondef(p.oid)
                        else concat_ws(' ', a.aggtransfn::regproc, a.aggfinalfn::regproc,
                             a.aggtranstype::regtype, a.agginitval) end as def,
                   md5(concat_ws('|', p.prolang, p.procost, p.prorows, p.prokind, p.prosecdef,
                       p.proleakproof, p.proisstrict, p.proretset, p.provolatile, p.proparallel,
                       p.prorettype, p.proargtypes, p.proallargtypes, p.proargmodes,
                       p.proargnames, p.proargdefaults, p.prosrc, p.probin, p.prosqlbody,
                       p.proconfig, a.aggtransfn, a.aggfinalfn, a.aggtranstype, a.agginitval))
                        as "def$n",
                   pg_catalog.pg_get_userbyid(p.proowner) as owner
              from pg_catalog.pg_proc p
              join pg_catalog.pg_namespace n on n.oid = p.pronamespace
              left join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid
             where %s %s
            """
                    .formatted(RelationSql.USERS, FREE.formatted("pg_proc", "p.oid"));

    private static final String OPERATOR =
            """
            select 'pg_operator' as "class", o.oid, 0 as sub, '' as more, 'OPERATOR' as kind,
                   n.nspname as schema, '' as owner_name,
                   o.oprname || '(' || concat_ws(', ', nullif(o.oprleft, 0)::regtype,
                                                 nullif(o.oprright, 0)::regtype) || ')' as name,
                   o.oprname as "name$n", null as whole_class, null as whole_oid,
                   o.oprcode::regproc::text as function, o.oprcode::oid::text as "function$n",
                   pg_catalog.pg_get_userbyid(o.oprowner) as owner
              from pg_catalog.pg_operator o
              join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
             where %s %s
            """
                    .formatted(RelationSql.USERS, FREE.formatted("pg_operator", "o.oid"));

    private static final String COLLATION =
            """
            select 'pg_collation' as "class", c.oid, 0 as sub, '' as more, 'COLLATION' as kind,
                   n.nspname as schema, '' as owner_name, c.collname as name,
                   null as whole_class, null as whole_oid, c.collprovider as provider,
                   c.collcollate as lc_collate, c.collctype as lc_ctype,
                   c.collisdeterministic as deterministic,
                   pg_catalog.pg_get_userbyid(c.collowner) as owner
              from pg_catalog.pg_collation c
              join pg_catalog.pg_namespace n on n.oid = c.collnamespace
             where %s %s
            """
                    .formatted(RelationSql.USERS, FREE.formatted("pg_collation", "c.oid"));

    private TypeSql() {}

    static List<CatalogQuery> all() {
        return List.of(
                CatalogQuery.of(SCHEMA, "pg_namespace"),
                CatalogQuery.of(TYPE, "pg_type", "pg_range"),
                CatalogQuery.of(ENUM_VALUE, "pg_enum", "pg_type"),
                CatalogQuery.of(FUNCTION, "pg_proc", "pg_aggregate", "pg_type"),
                CatalogQuery.of(OPERATOR, "pg_operator", "pg_type"),
                CatalogQuery.of(COLLATION, "pg_collation"));
    }

    static String free(String table, String oid) {
        return FREE.formatted(table, oid);
    }
}
