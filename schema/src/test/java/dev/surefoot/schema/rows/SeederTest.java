package dev.surefoot.schema.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeederTest {
    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());
    private ShadowDatabase database = shadow.create();
    private Connection connection;

    SeederTest() throws SQLException {
        connection = database.connect();
    }

    @BeforeEach
    void fresh() throws SQLException {
        connection.close();
        database.close();
        database = shadow.create();
        connection = database.connect();
    }

    @AfterEach
    void nothing_stays_open() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(ask("show statement_timeout")).isEqualTo("0");
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void every_type_gets_rows() throws SQLException {
        run(
                """
                create type mood as enum ('sad', 'ok');
                create type pair as (a int, b text);
                create domain score as int check (value between 5 and 7);
                create domain short as varchar(8) not null check (value ~ '^[a-z]+$');
                create table t (
                  a smallint, b int not null, c bigint, d numeric(4,2), e real, f double precision,
                  g money, h text not null, i varchar(3) not null, j char(2) not null, k "char",
                  l name, m boolean not null, n bytea, o uuid not null, p date, q time, r timetz,
                  s timestamp not null, u timestamptz, v interval, w json, x jsonb not null, y xml,
                  z inet, aa cidr, ab macaddr, ac macaddr8, ad bit(3), ae varbit(5), af tsvector,
                  ag tsquery, ah oid, ai pg_lsn, aj point, ak box, al polygon, am circle, an line,
                  ao lseg, ap path, aq int4range not null, ar tstzrange, at datemultirange,
                  au numrange, av mood not null, aw mood[] not null, ax int[], ay pair not null,
                  az score not null, ba short, bb text[] not null, bc regclass, bd xid8,
                  be bigint generated always as (b * 2) stored,
                  bf bigint generated always as identity, bg serial, bh numeric, bi bit,
                  "Odd ""name" text not null)
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(50));

        assertThat(seeded.tables()).allSatisfy(t -> assertThat(t.why()).isEmpty());
        assertThat(ask("select count(*) from t")).isEqualTo("50");
        assertThat(ask("select max(az) <= 7 and min(az) >= 5 from t")).isEqualTo("t");
        assertThat(ask("select count(*) > 0 from t where a is null")).isEqualTo("t");
        run(
                "insert into t (b, h, i, j, m, o, s, x, aq, av, aw, ay, az, ba, bb, \"Odd \"\"name\")"
                        + " select b, h, i, j, m, o, s, x, aq, av, aw, ay, az, ba, bb, h from t limit 1");
        assertThat(ask("select max(bf) || ' ' || max(bg) from t")).isEqualTo("51 51");
    }

    @Test
    @Requirement("REHEARSE-3")
    void checks_are_met_by_trying() throws SQLException {
        run(
                """
                create table t (
                  id int primary key,
                  status text not null check (status in ('open', 'closed', 'in it''s way')),
                  price numeric not null check (price > 5000),
                  low int not null, high int not null, check (low < high),
                  code text not null check (code ~ '^[A-Z]{3}$'),
                  mail text not null check (mail like '%_@_%'),
                  hash bytea not null check (octet_length(hash) = 20),
                  sha text not null check (char_length(sha) = 64 and sha ~ '^[0-9a-f]+$'),
                  doc jsonb not null check (doc ? 'kind' and jsonb_typeof(doc) = 'object'),
                  one int, two int, check (num_nonnulls(one, two) = 1),
                  kind text not null, detail text,
                  check ((kind = 'with' and detail is not null) or
                         (kind = 'without' and detail is null)),
                  born date not null check (born < '1990-05-01'))
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(20));

        assertThat(seeded.tables()).allSatisfy(t -> assertThat(t.why()).isEmpty());
        assertThat(ask("select count(*) || ' ' || count(distinct status) from t"))
                .isEqualTo("20 3");
    }

    @Test
    @Requirement("REHEARSE-3")
    void what_nothing_fits_stays_empty_and_says_why() throws SQLException {
        run(
                """
                create table t (id int primary key, a text not null check (md5(a) = 'x'));
                create table child (id int primary key, t_id int not null references t);
                create table other (id int primary key, t_id int references t);
                create table none (d date) partition by range (d)
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(3));

        assertThat(seeded.of("public.t").orElseThrow().why().orElseThrow())
                .contains("no value of a fits (md5(a) = 'x'::text)");
        assertThat(seeded.of("public.child").orElseThrow().why().orElseThrow())
                .contains("its parent public.t has none");
        assertThat(seeded.of("public.other").orElseThrow().rows()).isEqualTo(3);
        assertThat(seeded.of("public.none").orElseThrow().why().orElseThrow())
                .contains("no partition");
        assertThat(seeded.empty()).hasSize(3);
    }

    @Test
    void references_point_to_rows_that_are_there() throws SQLException {
        run(
                """
                create table team (id bigint generated always as identity primary key, n text);
                create table person (id uuid primary key, team_id bigint not null references team,
                  boss uuid references person);
                create table follows (who uuid references person, whom uuid references person,
                  check (who <> whom), primary key (who, whom));
                create table place (tenant int, id int, primary key (tenant, id));
                create table visit (tenant int not null, a int not null, b int,
                  foreign key (tenant, a) references place, foreign key (tenant, b) references place);
                create table self (id int primary key, up int not null references self);
                create table profile (person_id uuid primary key references person on delete cascade)
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(10));

        assertThat(seeded.tables()).allSatisfy(t -> assertThat(t.why()).isEmpty());
        assertThat(ask("select count(*) from follows")).isEqualTo("10");
        assertThat(ask("select count(distinct team_id) from person")).isEqualTo("10");
        assertThat(ask("select count(*) from visit where b is not null")).isNotEqualTo("0");
    }

    @Test
    void tables_that_need_each_other_are_filled_together() throws SQLException {
        run(
                """
                create table a (id int primary key, b_id int not null);
                create table b (id int primary key, a_id int not null references a);
                alter table a add foreign key (b_id) references b;
                create table c (id int primary key, d_id int);
                create table d (id int primary key, c_id int not null references c);
                alter table c add foreign key (d_id) references d
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(5));

        assertThat(seeded.tables()).hasSize(4).allSatisfy(t -> assertThat(t.rows()).isEqualTo(5));
    }

    @Test
    void partitions_take_their_rows() throws SQLException {
        run(
                """
                create table r (id int, d date not null, primary key (id, d)) partition by range (d);
                create table r1 partition of r for values from ('1999-01-01') to ('1999-02-01');
                create table l (k text, n int) partition by list (k);
                create table l1 partition of l for values in ('x', 'y') partition by range (n);
                create table l11 partition of l1 for values from (1000) to (2000);
                create table h (id int) partition by hash (id);
                create table h0 partition of h for values with (modulus 2, remainder 0);
                create table h1 partition of h for values with (modulus 2, remainder 1);
                create table def (id int) partition by list (id);
                create table def1 partition of def default
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(12));

        assertThat(seeded.tables()).hasSize(4).allSatisfy(t -> assertThat(t.rows()).isEqualTo(12));
    }

    @Test
    void unique_keys_and_exclusions_are_kept_beside_rows_that_are_there() throws SQLException {
        run(
                """
                create table t (id int primary key, mail text not null, flag bool not null);
                create unique index on t (lower(mail));
                insert into t values (1, 'Mail 1', true), (7, 'x', false);
                create table e (during int4range not null, exclude using gist (during with &&));
                create table two (flag bool primary key)
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(10));

        assertThat(ask("select count(*) from t")).isEqualTo("12");
        assertThat(ask("select count(*) from e")).isEqualTo("10");
        assertThat(ask("select count(*) from two")).isEqualTo("2");
        assertThat(seeded.of("public.two").orElseThrow())
                .isEqualTo(
                        new Seeded.Filled(
                                "public.two",
                                10,
                                2,
                                2,
                                java.util.Optional.of(
                                        "other rows break its conditions or unique keys")));
    }

    @Test
    void a_trigger_that_refuses_is_put_aside_and_named() throws SQLException {
        run(
                """
                create table t (id int primary key);
                create function no() returns trigger language plpgsql as
                  $$ begin raise exception 'not today'; end $$;
                create trigger no before insert on t for each row execute function no()
                """);

        Seeded seeded = Seeder.fill(connection, SeedRequest.of(3));

        assertThat(seeded.of("public.t").orElseThrow().rows()).isEqualTo(3);
        assertThat(seeded.of("public.t").orElseThrow().why().orElseThrow())
                .contains("triggers off")
                .contains("not today");
    }

    @Test
    void the_same_seed_makes_the_same_rows_and_another_others() throws SQLException {
        String schema =
                "create table t (id serial primary key, a text, b numeric, c timestamptz, d uuid)";
        run(schema);
        Seeder.fill(connection, SeedRequest.of(30));
        RowHash first = RowHash.of(connection, "public", "t");
        run("drop table t; " + schema);
        Seeder.fill(connection, SeedRequest.of(30));
        assertThat(RowHash.of(connection, "public", "t")).isEqualTo(first);
        run("drop table t; " + schema);
        SeedRequest of = SeedRequest.of(30);

        Seeder.fill(
                connection,
                new SeedRequest(30, Map.of(), Set.of(), 2, of.atMost(), of.mostBytes()));

        assertThat(RowHash.of(connection, "public", "t")).isNotEqualTo(first);
    }

    @Test
    void time_and_size_end_it_and_are_said() throws SQLException {
        run("create table t (id int primary key, a text); create table u (id int primary key)");

        Seeded small =
                Seeder.fill(
                        connection,
                        new SeedRequest(
                                400_000,
                                Map.of("public.u", 0L),
                                Set.of(),
                                1,
                                Duration.ofSeconds(60),
                                1 << 20));
        Seeded hasty =
                Seeder.fill(
                        connection,
                        new SeedRequest(
                                10, Map.of(), Set.of("public.t"), 1, Duration.ZERO, 1 << 20));

        assertThat(small.tables()).hasSize(1);
        assertThat(small.of("public.t").orElseThrow().rows()).isEqualTo(100_000);
        assertThat(small.of("public.t").orElseThrow().why().orElseThrow()).contains("stopped at");
        assertThat(hasty.of("public.u").orElseThrow().why().orElseThrow()).contains("no time left");
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
