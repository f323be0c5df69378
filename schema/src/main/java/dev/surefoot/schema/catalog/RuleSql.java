package dev.surefoot.schema.catalog;

import java.util.List;

/** What a relation enforces or does: constraints, triggers, policies, rules, statistics. */
final class RuleSql {
    private static final String CONSTRAINT =
            """
            with %s
            select 'pg_constraint' as "class", k.oid, 0 as sub, '' as more, 'CONSTRAINT' as kind,
                   coalesce(c.nspname, dn.nspname) as schema,
                   coalesce(c.relname, t.typname) as owner_name, k.conname as name,
                   case when c.oid is null then 'pg_type' else 'pg_class' end as whole_class,
                   coalesce(c.oid, t.oid) as whole_oid,
                   pg_catalog.pg_get_constraintdef(k.oid) as def,
                   concat_ws('|', k.contype, k.convalidated, k.condeferrable, k.condeferred,
                             k.confrelid, k.confupdtype, k.confdeltype, k.confmatchtype, k.conkey,
                             k.confkey, k.connoinherit, k.conexclop, md5(k.conbin::text)) as "def$n",
                   k.convalidated as validated, k.condeferrable as deferrable,
                   k.condeferred as deferred
              from pg_catalog.pg_constraint k
              left join rel c on c.oid = k.conrelid
              left join pg_catalog.pg_type t on t.oid = k.contypid and k.contypid <> 0
              left join pg_catalog.pg_namespace dn
                on dn.oid = t.typnamespace and dn.nspname !~ '^pg_'
               and dn.nspname not in ('information_schema', 'surefoot_schema')
             where k.contype in ('c', 'f', 'p', 'u', 'x')
               and (c.oid is not null or dn.oid is not null)
            """
                    .formatted(RelationSql.RELATIONS);

    private static final String TRIGGER =
            """
            with %s
            select 'pg_trigger' as "class", t.oid, 0 as sub, '' as more, 'TRIGGER' as kind,
                   c.nspname as schema, c.relname as owner_name, t.tgname as name,
                   'pg_class' as whole_class, c.oid as whole_oid,
                   pg_catalog.pg_get_triggerdef(t.oid) as def,
                   concat_ws('|', t.tgfoid, t.tgtype, t.tgattr, t.tgargs, t.tgdeferrable,
                             t.tginitdeferred, t.tgoldtable, t.tgnewtable, md5(t.tgqual::text))
                        as "def$n",
                   case t.tgenabled when 'O' then 'origin' when 'D' then 'disabled'
                        when 'R' then 'replica' else 'always' end as enabled
              from rel c
              join pg_catalog.pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
            """
                    .formatted(RelationSql.RELATIONS);

    private static final String POLICY =
            """
            with %s
            select 'pg_policy' as "class", p.oid, 0 as sub, '' as more, 'POLICY' as kind,
                   c.nspname as schema, c.relname as owner_name, p.polname as name,
                   'pg_class' as whole_class, c.oid as whole_oid,
                   p.polpermissive as permissive, p.polcmd as command,
                   (select string_agg(case when r.oid = 0 then 'public'
                                           else pg_catalog.pg_get_userbyid(r.oid)::text end, ', '
                                      order by r.oid)
                      from unnest(p.polroles) as r (oid)) as roles,
                   p.polroles::text as "roles$n",
                   pg_catalog.pg_get_expr(p.polqual, p.polrelid) as using,
                   md5(p.polqual::text) as "using$n",
                   pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) as "check",
                   md5(p.polwithcheck::text) as "check$n"
              from rel c
              join pg_catalog.pg_policy p on p.polrelid = c.oid
            """
                    .formatted(RelationSql.RELATIONS);

    private static final String RULE =
            """
            with %s
            select 'pg_rewrite' as "class", r.oid, 0 as sub, '' as more, 'RULE' as kind,
                   c.nspname as schema, c.relname as owner_name, r.rulename as name,
                   'pg_class' as whole_class, c.oid as whole_oid,
                   pg_catalog.pg_get_ruledef(r.oid) as def,
                   md5(concat_ws('|', r.ev_type, r.is_instead, r.ev_qual, r.ev_action)) as "def$n",
                   case r.ev_enabled when 'O' then 'origin' when 'D' then 'disabled'
                        when 'R' then 'replica' else 'always' end as enabled
              from rel c
              join pg_catalog.pg_rewrite r on r.ev_class = c.oid and r.rulename <> '_RETURN'
            """
                    .formatted(RelationSql.RELATIONS);

    private static final String STATISTICS =
            """
            with %s
            select 'pg_statistic_ext' as "class", s.oid, 0 as sub, '' as more,
                   'STATISTICS' as kind, n.nspname as schema, '' as owner_name, s.stxname as name,
                   null as whole_class, null as whole_oid,
                   c.nspname || '.' || c.relname as "table$p",
                   pg_catalog.pg_get_statisticsobjdef(s.oid) as "def$p",
                   nullif(s.stxstattarget, -1) as target
              from rel c
              join pg_catalog.pg_statistic_ext s on s.stxrelid = c.oid
              join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
            """
                    .formatted(RelationSql.RELATIONS);

    private RuleSql() {}

    static List<CatalogQuery> all() {
        return List.of(
                CatalogQuery.of(CONSTRAINT, "pg_constraint"),
                CatalogQuery.of(TRIGGER, "pg_trigger"),
                CatalogQuery.of(POLICY, "pg_policy"),
                CatalogQuery.of(RULE, "pg_rewrite"),
                CatalogQuery.of(STATISTICS, "pg_statistic_ext"));
    }
}
