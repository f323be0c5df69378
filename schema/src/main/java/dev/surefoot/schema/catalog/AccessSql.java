package dev.surefoot.schema.catalog;

import java.util.List;

/**
 * Who may do what, and what is said of an object. An owner's own rights are left out; what a kind
 * of object gives to everybody from the start (functions, types) is listed.
 */
final class AccessSql {
    private static final String GRANT =
            """
            with %s,
            held as (
              select 'pg_class' as "class", c.oid, 0 as sub, c.nspname as schema,
                     c.relname::text as name, c.relowner as owner, c.relacl as acl
                from rel c where c.relacl is not null
              union all
              select 'pg_class', c.oid, a.attnum, c.nspname, c.relname || '.' || a.attname,
                     c.relowner, a.attacl
                from rel c join pg_catalog.pg_attribute a on a.attrelid = c.oid
               where a.attacl is not null and not a.attisdropped
              union all
              select 'pg_namespace', n.oid, 0, '', n.nspname, n.nspowner, n.nspacl
                from pg_catalog.pg_namespace n where n.nspacl is not null and %s
              union all
              select 'pg_proc', p.oid, 0, n.nspname,
                     p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid)
                       || ')',
                     p.proowner, coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))
                from pg_catalog.pg_proc p
                join pg_catalog.pg_namespace n on n.oid = p.pronamespace
               where %s %s
              union all
              select 'pg_type', t.oid, 0, n.nspname, t.typname, t.typowner,
                     coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner))
                from pg_catalog.pg_type t
                join pg_catalog.pg_namespace n on n.oid = t.typnamespace
               where t.typtype in ('d', 'e', 'r') and %s %s)
            select h."class", h.oid, h.sub, 'grant ' || x.grantee as more, 'GRANT' as kind,
                   h.schema, h.name as owner_name,
                   case when x.grantee = 0 then 'PUBLIC'
                        else pg_catalog.pg_get_userbyid(x.grantee)::text end as name,
                   h."class" as whole_class, h.oid as whole_oid,
                   string_agg(x.privilege_type || case when x.is_grantable then '*' else '' end,
                              ', ' order by x.privilege_type) as privileges
              from held h
             cross join lateral pg_catalog.aclexplode(h.acl) x
             where x.grantee <> h.owner
             group by h."class", h.oid, h.sub, h.schema, h.name, x.grantee
            """
                    .formatted(
                            RelationSql.RELATIONS,
                            RelationSql.USERS,
                            RelationSql.USERS,
                            TypeSql.free("pg_proc", "p.oid"),
                            RelationSql.USERS,
                            TypeSql.free("pg_type", "t.oid"));

    private static final String DEFAULT_GRANT =
            """
            select 'pg_default_acl' as "class", d.oid, 0 as sub, '' as more, 'GRANT' as kind,
                   coalesce(n.nspname, '') as schema, '' as owner_name,
                   'default for ' || pg_catalog.pg_get_userbyid(d.defaclrole) || ' on '
                     || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                             when 'f' then 'functions' when 'T' then 'types'
                             else 'schemas' end as name,
                   null as whole_class, null as whole_oid, d.defaclacl::text as privileges
              from pg_catalog.pg_default_acl d
              left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace
            """;

    private static final String COMMENT =
            """
            select d.classoid::regclass::text as "class", d.objoid as oid, d.objsubid as sub,
                   'comment' as more, 'COMMENT' as kind, coalesce(i.schema, '') as schema,
                   '' as owner_name, i.type || ' ' || i.identity as name,
                   d.classoid::text as "name$n", d.classoid::regclass::text as whole_class,
                   d.objoid as whole_oid, d.description as text
              from pg_catalog.pg_description d
             cross join lateral
                   pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) i
             where d.objoid >= 16384
               and (i.schema is null or i.schema !~ '^pg_' and i.schema <> 'surefoot_schema')
               and not exists (
                   select from pg_catalog.pg_depend e
                    where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
            """;

    private AccessSql() {}

    static List<CatalogQuery> all() {
        return List.of(
                CatalogQuery.of(
                        GRANT, "pg_class", "pg_attribute", "pg_namespace", "pg_proc", "pg_type"),
                CatalogQuery.of(DEFAULT_GRANT, "pg_default_acl"),
                CatalogQuery.of(COMMENT, "pg_description"));
    }
}
