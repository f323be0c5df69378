package dev.surefoot.schema.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogTest {
    /** One of everything. */
    private static final String ALL_KINDS =
            """
            create schema app;
            create type app.mood as enum ('sad', 'ok');
            create type app.pair as (a int, b text);
            create type app.span as range (subtype = int4);
            create domain app.email as text not null default 'x@x' check (value like '%@%');
            create sequence app.numbers increment 5;
            create table app.users (
              id bigint generated always as identity primary key,
              name varchar(100) collate "C" not null default 'n',
              code text collate "C", mail app.email, feeling app.mood default 'ok',
              twice int generated always as (1 + 1) stored,
              constraint named check (name <> '') );
            create table app.orders (
              id bigserial primary key, user_id bigint references app.users on delete cascade
              deferrable initially deferred, born date, exclude (user_id with =));
            create unique index users_name on app.users (lower(name)) where name <> 'x';
            create table app.parts (d date not null, v int) partition by range (d);
            create table app.parts_1 partition of app.parts
              for values from ('2026-01-01') to ('2027-01-01');
            create table app.child (more int) inherits (app.orders);
            create view app.names as select u.name, o.born from app.users u, app.orders o;
            create materialized view app.counts as select count(*) as n from app.users;
            create function app.f(a app.mood) returns int language sql as 'select 1';
            create function app.on_user() returns trigger language plpgsql
              as $$ begin return new; end $$;
            create procedure app.p() language sql begin atomic select 1; end;
            create aggregate app.total(int) (sfunc = int4pl, stype = int, initcond = '0');
            create operator app.=== (leftarg = int, rightarg = int, function = int4eq);
            create trigger t before insert or update of name on app.users
              for each row when (new.name <> 'a') execute function app.on_user();
            create rule r as on delete to app.orders do instead nothing;
            create policy mine on app.users for select using (name = current_user);
            alter table app.users enable row level security;
            create statistics app.s (dependencies) on id, name from app.users;
            create collation app.c (provider = icu, locale = 'de');
            create cast (app.mood as int) with function app.f(app.mood);
            create table app.plain (a int);
            create publication pub for table app.orders;
            create function app.on_ddl() returns event_trigger language plpgsql
              as $$ begin null; end $$;
            create event trigger et on ddl_command_end execute function app.on_ddl();
            create text search configuration app.words (copy = simple);
            comment on column app.users.name is 'what one is called';
            grant select (name), update (name) on app.users to pg_monitor;
            grant usage on schema app to pg_monitor;
            revoke execute on function app.f(app.mood) from public;
            alter default privileges in schema app grant select on tables to pg_monitor;
            """;

    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("TimeZone", "Europe/Berlin"));

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void the_same_statements_give_the_same_fingerprint_in_another_database() throws SQLException {
        try (ShadowDatabase one = shadow.create();
                ShadowDatabase other = shadow.create()) {
            run(other, "create table public.numbers_move (a int); drop table public.numbers_move");
            run(one, ALL_KINDS);
            run(other, ALL_KINDS);

            Catalog left = read(one);
            Catalog right = read(other);

            assertThat(Catalog.differences(left, right)).isEmpty();
            assertThat(left.fingerprint()).isEqualTo(right.fingerprint());
            assertThat(Catalog.changes(left, left)).isEmpty();
        }
    }

    @Test
    void every_object_that_is_dropped_is_missed() throws SQLException {
        List<String> drops =
                List.of(
                        "drop type app.pair",
                        "drop type app.span",
                        "drop domain app.email cascade",
                        "drop sequence app.numbers",
                        "drop index app.users_name",
                        "alter table app.users drop constraint named",
                        "alter table app.users alter name drop default",
                        "alter table app.users alter name drop not null",
                        "alter table app.users alter code type text collate \"default\"",
                        "alter table app.users alter twice drop expression",
                        "alter table app.users alter id drop identity",
                        "alter table app.parts detach partition app.parts_1",
                        "alter table app.child no inherit app.orders",
                        "create or replace view app.names as select name, current_date as born"
                                + " from app.users",
                        "drop materialized view app.counts",
                        "refresh materialized view app.counts with no data",
                        "create or replace function app.f(a app.mood) returns int language sql"
                                + " as 'select 2'",
                        "drop procedure app.p",
                        "drop aggregate app.total(int)",
                        "drop operator app.===(int, int)",
                        "drop trigger t on app.users",
                        "alter table app.users disable trigger t",
                        "drop rule r on app.orders",
                        "alter policy mine on app.users using (true)",
                        "alter table app.users disable row level security",
                        "alter table app.users force row level security",
                        "drop statistics app.s",
                        "drop collation app.c",
                        "drop cast (app.mood as int)",
                        "drop publication pub",
                        "drop event trigger et",
                        "drop text search configuration app.words",
                        "comment on column app.users.name is null",
                        "comment on table app.users is 'people'",
                        "revoke select (name) on app.users from pg_monitor",
                        "revoke usage on schema app from pg_monitor",
                        "grant execute on function app.f(app.mood) to public",
                        "grant delete on app.orders to public",
                        "alter default privileges in schema app revoke select on tables"
                                + " from pg_monitor",
                        "alter table app.users owner to pg_monitor",
                        "alter table app.users replica identity full",
                        "alter table app.users set (fillfactor = 70)",
                        "alter table app.plain set unlogged",
                        "alter table app.orders alter constraint orders_user_id_fkey"
                                + " not deferrable",
                        "alter table app.orders add unique (born)",
                        "alter sequence app.numbers increment 6",
                        "alter sequence app.numbers owned by app.users.id",
                        "alter type app.mood add value 'so' before 'ok'",
                        "alter type app.mood rename value 'ok' to 'okay'",
                        "alter table app.users rename to people",
                        "alter table app.users rename name to full_name",
                        "alter table app.orders alter born set statistics 7",
                        "create extension pgcrypto",
                        "alter schema app rename to app2");
        try (ShadowDatabase whole = shadow.create()) {
            run(whole, ALL_KINDS);
            Catalog left = read(whole);
            try (Connection connection = whole.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (String drop : drops) {
                    statement.execute(drop);
                    Catalog right = Catalog.read(connection);
                    connection.rollback();

                    assertThat(Catalog.changes(left, right)).as(drop).isNotEmpty();
                    assertThat(Catalog.differences(left, right)).as(drop).isNotEmpty();
                    assertThat(left.fingerprint()).as(drop).isNotEqualTo(right.fingerprint());
                }
            }
        }
    }

    @Test
    void a_renamed_table_is_one_fact_whatever_refers_to_it() throws SQLException {
        try (ShadowDatabase database = shadow.create()) {
            run(database, ALL_KINDS);
            Catalog before = read(database);

            run(database, "alter table app.users rename to people");

            assertThat(Catalog.changes(before, read(database)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Fact.Renamed.class,
                            renamed -> {
                                assertThat(renamed.from().qualified()).isEqualTo("app.users");
                                assertThat(renamed.to().qualified()).isEqualTo("app.people");
                            });
        }
    }

    @Test
    void another_order_of_columns_is_a_note() throws SQLException {
        try (ShadowDatabase one = shadow.create();
                ShadowDatabase other = shadow.create()) {
            run(one, "create table public.t (a int, b text, c date)");
            run(other, "create table public.t (a int, c date, b text)");

            List<CatalogDifference> differences = Catalog.differences(read(one), read(other));

            assertThat(differences)
                    .singleElement()
                    .satisfies(each -> assertThat(each.note()).isTrue())
                    .hasToString("table public.t: another order, a, b, c and a, c, b");
            assertThat(read(one).fingerprint()).isEqualTo(read(other).fingerprint());
        }
    }

    @Test
    void reading_in_a_transaction_leaves_no_lock_and_no_setting() throws SQLException {
        try (ShadowDatabase database = shadow.create()) {
            run(database, ALL_KINDS);
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("set local search_path = app");

                Catalog.read(connection);

                try (ResultSet row =
                        statement.executeQuery(
                                """
                                select current_setting('search_path'), count(*)
                                  from pg_locks
                                 where pid = pg_backend_pid() and relation >= 16384
                                """)) {
                    row.next();
                    assertThat(row.getString(1)).isEqualTo("app");
                    assertThat(row.getInt(2)).isZero();
                }
            }
        }
    }

    @Test
    void what_stands_as_it_did_is_shared_with_the_reading_before() throws SQLException {
        try (ShadowDatabase database = shadow.create()) {
            run(database, ALL_KINDS);
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                Catalog before = Catalog.read(connection);

                statement.execute("alter table app.users add column more int");
                Catalog more = before.again(connection, Set.of("pg_attribute", "pg_class"));
                assertThat(notShared(before, more)).containsExactly("app.users.more");

                statement.execute("alter table app.plain rename to plainer");
                Catalog renamed = more.again(connection, Set.of("pg_class", "pg_type"));
                assertThat(notShared(more, renamed))
                        .containsExactlyInAnyOrder("app.plainer", "app.plainer.a");

                Catalog same = renamed.again(connection, Set.of("pg_namespace"));
                assertThat(notShared(renamed, same)).isEmpty();
                assertThat(same.entries()).hasSameSizeAs(renamed.entries());
            }
        }
    }

    /** Names of what another reading holds in objects of its own. */
    private static List<String> notShared(Catalog earlier, Catalog later) {
        Set<CatalogEntry> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.addAll(earlier.entries());
        return later.entries().stream()
                .filter(entry -> !known.contains(entry))
                .map(entry -> entry.object().qualified())
                .toList();
    }

    private static Catalog read(ShadowDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return Catalog.read(connection);
        }
    }

    private static void run(ShadowDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connectForScripts();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
