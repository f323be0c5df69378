package dev.surefoot.schema.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.catalog.CatalogDifference;
import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.ReadOptions;
import dev.surefoot.schema.migration.SchemaDirectory;
import dev.surefoot.schema.rule.Recovery;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RehearsalTest {
    private static final String USERS =
            "create table users (id bigserial primary key, name text not null, email text)";
    private static final RehearsalRequest ROWS = RehearsalRequest.withRows(5);

    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());
    private Path folder;

    RehearsalTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void empty(@TempDir Path fresh) {
        folder = fresh;
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void an_inverse_that_brings_everything_back_is_one() throws Exception {
        pair("1", USERS, "drop table users");
        pair("2", "alter table users add full_name text", "alter table users drop full_name");

        List<Rehearsed> all = rehearse(ROWS);

        assertThat(all).hasSize(2).allSatisfy(each -> assertThat(each.passed()).isTrue());
        assertThat(all.get(1).outcome()).isEqualTo(new Outcome.Equal());
        assertThat(all.get(1).recovery()).hasValue(Recovery.INVERSE);
        assertThat(all.get(1).newWrites()).isEqualTo(new NewWrites.Kept(10));
    }

    @Test
    void another_catalog_is_named_and_data_that_went_needs_a_copy() throws Exception {
        pair("1", USERS, "drop table users");
        pair("2", "alter table users drop email", "alter table users add email varchar(50)");
        pair("3", "create index by_name on users (name)", "select 1");

        List<Rehearsed> all = rehearse(ROWS);

        assertThat(all.get(1).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Different.class,
                        d ->
                                assertThat(d.differences())
                                        .extracting(CatalogDifference::toString)
                                        .containsExactly(
                                                "column public.users.email type: 'text' and"
                                                        + " 'character varying(50)'"));
        assertThat(all.get(1).recovery()).hasValue(Recovery.RESTORE);
        assertThat(all.get(1).notes()).anySatisfy(n -> assertThat(n).contains("public.users"));
        assertThat(all.get(2).outcome()).isInstanceOf(Outcome.Different.class);
        assertThat(all.get(2).recovery()).hasValue(Recovery.ROLL_FORWARD);
    }

    @Test
    @Requirement("REHEARSE-1")
    void the_same_catalog_with_other_rows_is_not_the_same() throws Exception {
        pair("1", USERS, "drop table users");
        pair("2", "alter table users drop email", "alter table users add email text");
        pair("3", "update users set name = lower(name)", "select 1");
        pair("4", "delete from users where id = 2", "select 1");

        List<Rehearsed> all = rehearse(ROWS);

        assertThat(all)
                .extracting(each -> each.outcome().toString())
                .containsExactly(
                        "Equal[]",
                        "RowsChanged[tables=[public.users: other values in email]]",
                        "RowsChanged[tables=[public.users: other values in name]]",
                        "RowsChanged[tables=[public.users: 4 of 5 rows]]");
        assertThat(all.get(1).recovery()).hasValue(Recovery.RESTORE);
        assertThat(rehearse(RehearsalRequest.withRows(0)))
                .allSatisfy(each -> assertThat(each.outcome().exact()).isTrue());
    }

    @Test
    void another_order_of_columns_passes_with_a_note() throws Exception {
        pair("1", "create table t (a int, b int)", "drop table t");
        pair("2", "alter table t drop a", "alter table t add a int");

        Rehearsed last = rehearse(RehearsalRequest.withRows(0)).getLast();

        assertThat(last.outcome()).isInstanceOf(Outcome.OrderOnly.class);
        assertThat(last.passed()).isTrue();
    }

    @Test
    void an_inverse_that_does_not_run_is_named_with_its_line() throws Exception {
        pair("1", USERS, "drop table users");
        pair("2", "alter table users add x int", "-- back\n\nalter table users drop y");
        pair(
                "3",
                "alter table users alter name drop not null; update users set name = null",
                "alter table users alter name set not null");
        Files.writeString(folder.resolve("4_x.up.sql"), "drop table users");

        List<Rehearsed> all = rehearse(ROWS);

        assertThat(all.get(1).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        f -> {
                            assertThat(f.error().sqlState()).isEqualTo("42703");
                            assertThat(f.line()).isEqualTo(3);
                            assertThat(f.path()).isEqualTo("2_x.down.sql");
                            assertThat(f.onRowsOnly()).isFalse();
                        });
        assertThat(all.get(2).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.onRowsOnly()).isTrue());
        assertThat(all.get(3).outcome()).isEqualTo(new Outcome.NoInverse());
        assertThat(all.get(3).recovery()).hasValue(Recovery.RESTORE);
        assertThat(all).noneSatisfy(each -> assertThat(each.passed()).isFalse().isTrue());
    }

    @Test
    void after_a_change_that_does_not_run_nothing_is_claimed() throws Exception {
        pair("1", "create table t (a nonsense)", "drop table t");
        pair("2", USERS, "drop table users");

        List<Rehearsed> all = rehearse(ROWS);

        assertThat(all.get(0).outcome()).isInstanceOf(Outcome.NotApplied.class);
        assertThat(all.get(1).outcome()).isEqualTo(new Outcome.NotReached("1_x.up.sql"));
        assertThat(all).allSatisfy(each -> assertThat(each.recovery()).isEmpty());
    }

    @Test
    void a_change_that_generated_rows_stand_against_is_rehearsed_without_them() throws Exception {
        pair("1", USERS, "drop table users");
        pair("2", "alter table users add x int not null", "alter table users drop x");

        Rehearsed last = rehearse(ROWS).getLast();

        assertThat(last.outcome()).isEqualTo(new Outcome.Equal());
        assertThat(last.rows()).isZero();
        assertThat(last.notes()).anySatisfy(n -> assertThat(n).contains("on empty tables only"));
    }

    @Test
    void roles_schemas_and_the_tools_history_are_there_as_in_production() throws Exception {
        pair(
                "1",
                "create table app.t (a int); grant select on app.t to reader_of_rehearsals",
                "drop table app.t");
        pair(
                "2",
                "insert into schema_migrations values (1, false)",
                "delete from schema_migrations where version = 1");

        List<Rehearsed> all = rehearse(ROWS);

        assertThat(all).allSatisfy(each -> assertThat(each.passed()).as("" + each).isTrue());
        assertThat(all.getFirst().notes())
                .containsExactly(
                        "schema app was missing and made",
                        "role reader_of_rehearsals was missing and made, without login");
    }

    @Test
    void old_writes_are_done_on_both_copies_and_must_come_to_the_same() throws Exception {
        pair("1", USERS, "drop table users");
        pair(
                "2",
                "alter table users add constraint short check (length(name) < 4)",
                "alter table users drop constraint short");
        Writes old = Writes.of(List.of("insert into users (name) values ('long name')"));

        Rehearsed refused =
                rehearse(RehearsalRequest.withRows(0).withWrites(old, Writes.NONE)).getLast();

        assertThat(refused.outcome().toString())
                .isEqualTo("RowsChanged[tables=[public.users: 0 of 1 rows]]");
        assertThat(refused.recorded()).isTrue();
    }

    @Test
    @Requirement("REHEARSE-4")
    void new_writes_must_survive_the_way_back() throws Exception {
        pair("1", USERS, "drop table users");
        pair(
                "2",
                "alter table users alter name drop not null",
                "delete from users where name is null; alter table users alter name set not null");
        pair(
                "3",
                "alter table users add mark text not null default 'x'",
                "alter table users drop mark");
        pair(
                "4",
                "alter table users alter mark drop not null",
                "alter table users alter mark set not null");
        Writes fresh =
                Writes.of(
                        List.of(
                                "insert into users (email) values ('new')",
                                "insert into users (name, mark) values ('new', null)"));

        List<Rehearsed> all = rehearse(RehearsalRequest.withRows(0).withWrites(Writes.NONE, fresh));

        assertThat(all.get(1).newWrites())
                .isEqualTo(new NewWrites.Lost(List.of("users: 1 of 1 new keys are gone")));
        assertThat(all.get(1).passed()).isFalse();
        assertThat(all.get(1).recovery()).hasValue(Recovery.RESTORE);
        assertThat(all.get(3).newWrites()).isInstanceOf(NewWrites.Refused.class);
        assertThat(all.get(3).passed()).isFalse();
    }

    @Test
    @Requirement("REHEARSE-4")
    void an_old_column_must_say_what_down_makes_of_the_new_one() throws Exception {
        pair("1", USERS, "drop table users");
        pair(
                "2",
                "-- surefoot: phase=expand\n"
                        + "-- surefoot: sync=public.users old=name new=full_name up=\"upper(name)\""
                        + " down=\"lower(full_name)\"\n"
                        + "alter table users add full_name text",
                "alter table users drop full_name");
        Writes fresh = Writes.of(List.of("insert into users (name, full_name) values ('a', 'B')"));
        RehearsalRequest request = RehearsalRequest.withRows(0).withWrites(Writes.NONE, fresh);

        Rehearsed alone = rehearse(request).getLast();
        Rehearsed kept = rehearse(request.with(new Synced())).getLast();

        assertThat(alone.newWrites())
                .isEqualTo(
                        new NewWrites.Lost(
                                List.of(
                                        "public.users: column name does not say lower(full_name)"
                                                + " of new rows")));
        assertThat(kept.newWrites()).isEqualTo(new NewWrites.Kept(1));
        assertThat(kept.outcome()).isEqualTo(new Outcome.Equal());
    }

    /** As a trigger that keeps both columns in step would be put in place. */
    private record Synced() implements RehearsalRequest.AfterChange {
        @Override
        public Writes place(dev.surefoot.schema.migration.MigrationFile file) {
            if (file.header().syncs().isEmpty()) {
                return Writes.NONE;
            }
            return Writes.of(
                    List.of(
                            "create function sync() returns trigger language plpgsql as $$ begin"
                                    + " new.name := lower(new.full_name); return new; end $$",
                            "create trigger sync before insert on users"
                                    + " for each row execute function sync()"));
        }

        @Override
        public Writes remove(dev.surefoot.schema.migration.MigrationFile file) {
            return file.header().syncs().isEmpty()
                    ? Writes.NONE
                    : Writes.of(List.of("drop function sync() cascade"));
        }
    }

    private List<Rehearsed> rehearse(RehearsalRequest request) throws Exception {
        MigrationSet set = SchemaDirectory.read(folder, ReadOptions.plain());
        return new Rehearsal(shadow, request).all(set);
    }

    private void pair(String version, String up, String down) throws Exception {
        Files.writeString(folder.resolve(version + "_x.up.sql"), up);
        Files.writeString(folder.resolve(version + "_x.down.sql"), down);
    }
}
