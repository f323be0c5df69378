package dev.surefoot.schema.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.Map;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasurerTest {
    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("TimeZone", "UTC"));
    private ShadowDatabase database = shadow.create();
    private Measurer measurer = Measurer.on(database, Layout.FLYWAY);

    @BeforeEach
    void begin() {
        measurer.close();
        database.close();
        database = shadow.create();
        measurer = Measurer.on(database, Layout.FLYWAY);
        applied("create table t (a int primary key, b text)", "insert into t values (1, 'x')");
    }

    @AfterEach
    void end() {
        measurer.close();
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void what_a_file_made_itself_is_nobodys_and_no_fact() {
        MeasuredFile file =
                applied(
                        "create table fresh (a int)",
                        "alter table fresh add b int not null default 1",
                        "create index on fresh (b)",
                        "drop table fresh");

        assertThat(file.made()).containsExactly("public.fresh");
        assertThat(file.facts()).allMatch(Fact.Added.class::isInstance);
    }

    @Test
    void locks_are_told_where_they_are_taken_and_held_to_the_end_of_the_transaction() {
        MeasuredFile file = applied("alter table t add c int", "update t set b = 'y'");

        assertThat(file.statements().getFirst().facts(Fact.LockTaken.class))
                .extracting(Fact.LockTaken::mode)
                .containsExactly(LockMode.ACCESS_EXCLUSIVE);
        assertThat(file.statements().getLast().facts(Fact.LockTaken.class))
                .extracting(Fact.LockTaken::relation)
                .containsExactly("public.t_pkey");
        assertThat(file.statements().getLast().held())
                .extracting(Fact.LockTaken::relation)
                .containsExactly("public.t");
    }

    @Test
    void an_error_that_a_file_raises_itself_is_the_file_s_whatever_its_state() {
        for (String state : List.of("53400", "57P03", "08006")) {
            MeasuredFile file =
                    measurer.measure(
                            Files.of(
                                    "own",
                                    Wrapping.FILE,
                                    "do $$ begin raise 'by hand' using errcode = '%s'; end $$"
                                            .formatted(state)));

            assertThat(file.error())
                    .hasValueSatisfying(
                            error -> {
                                assertThat(error.sqlState()).isEqualTo(state);
                                assertThat(error.message()).isEqualTo("by hand");
                            });
        }
    }

    @Test
    void the_database_may_be_called_as_production_calls_it() {
        MeasuredFile file =
                applied(
                        "grant connect on database shop to public",
                        "alter database shop set timezone to 'UTC'");

        assertThat(file.notes())
                .containsExactly(
                        "database shop was missing and made, empty: the one that is tried has"
                                + " another name here");
    }

    @Test
    void statements_by_themselves_hold_nothing_over() {
        MeasuredFile file =
                measurer.measure(
                        Files.of(
                                "2",
                                Wrapping.STATEMENT,
                                "alter table t add c int",
                                "update t set b = 'y'"));

        assertThat(file.applied()).isTrue();
        assertThat(file.statements().getLast().held()).isEmpty();
        assertThat(file.statements().getLast().facts(Fact.RowsTouched.class))
                .containsExactly(new Fact.RowsTouched("public.t", 0, 1, 0));
    }

    @Test
    void a_file_may_set_the_mode_of_its_transaction() {
        applied("set transaction isolation level serializable", "insert into t values (2)");
    }

    @Test
    void a_file_that_begins_and_commits_by_itself_is_measured_as_well() {
        for (Wrapping wrapping : Wrapping.values()) {
            MeasuredFile file =
                    measurer.measure(
                            Files.of(
                                    "2",
                                    wrapping,
                                    "begin",
                                    "alter table t add c" + wrapping + " int",
                                    "commit",
                                    "update t set b = 'z'"));

            assertThat(file.applied()).isTrue();
            assertThat(file.facts())
                    .contains(new Fact.RowsTouched("public.t", 0, 1, 0))
                    .anyMatch(Fact.Added.class::isInstance);
            assertThat(file.statements().getLast().facts(Fact.LockTaken.class)).isNotEmpty();
        }
    }

    @Test
    @Requirement("SCHEMA-FACTS-3")
    void what_can_not_run_in_a_transaction_is_run_alone_and_the_rest_goes_on() {
        MeasuredFile file =
                applied(
                        "create table other (a int)",
                        "create index concurrently i on t (b)",
                        "insert into other values (1)");

        assertThat(file.statements())
                .extracting(MeasuredStatement::transactional)
                .containsExactly(true, false, true);
        assertThat(file.statements().get(1).facts(Fact.LockTaken.class))
                .contains(
                        new Fact.LockTaken(
                                "public.t",
                                ObjectKind.TABLE,
                                LockMode.SHARE_UPDATE_EXCLUSIVE,
                                true));
    }

    @Test
    @Requirement("SCHEMA-FACTS-3")
    void an_index_that_could_not_be_built_concurrently_is_left_invalid() {
        applied("insert into t values (2, 'x')");

        MeasuredFile file =
                measurer.measure(
                        Files.of(
                                "2",
                                Wrapping.STATEMENT,
                                "create unique index concurrently i on t (b)"));

        assertThat(file.error())
                .hasValueSatisfying(e -> assertThat(e.sqlState()).isEqualTo("23505"));
        assertThat(file.facts())
                .filteredOn(Fact.Added.class::isInstance)
                .singleElement()
                .satisfies(
                        fact ->
                                assertThat(((Fact.Added) fact).attributes())
                                        .containsEntry("valid", "false"));
        assertThat(measurer.catalog().objects()).anyMatch(object -> object.name().equals("i"));
    }

    @Test
    void a_failed_file_leaves_nothing_and_tells_where_it_failed() {
        MeasuredFile file =
                measurer.measure(
                        Files.whole(
                                "alter table t add c int", "select nothing from t", "select 1"));

        assertThat(file.statements()).hasSize(2);
        assertThat(file.error())
                .hasValueSatisfying(
                        error -> {
                            assertThat(error.sqlState()).isEqualTo("42703");
                            assertThat(error.position()).hasValue(8);
                        });
        applied("alter table t add c int");
    }

    @Test
    void a_constraint_that_is_checked_at_the_end_fails_the_file_at_its_last_statement() {
        applied("create table u (a int references t deferrable initially deferred)");

        MeasuredFile file = measurer.measure(Files.whole("insert into u values (7)"));

        assertThat(file.error())
                .hasValueSatisfying(error -> assertThat(error.sqlState()).isEqualTo("23503"));
    }

    @Test
    void missing_roles_are_made_and_the_file_begins_anew() {
        MeasuredFile file =
                applied(
                        "alter table t add c int",
                        "grant select on t to reader_of_a",
                        "do $$ begin set local role \"Writer of B\"; end $$");

        assertThat(file.rolesMade()).containsExactly("reader_of_a", "Writer of B");
        assertThat(file.facts()).anyMatch(fact -> fact.toString().contains("reader_of_a"));
    }

    @Test
    void a_role_that_another_trial_made_is_not_in_the_way() {
        assertThat(applied("create role twice_made").notes()).isEmpty();
        try (ShadowDatabase other = shadow.create();
                Measurer second = Measurer.on(other, Layout.PLAIN)) {
            MeasuredFile file =
                    second.measure(Files.whole("create table x (a int)", "create role twice_made"));

            assertThat(file.applied()).isTrue();
            assertThat(file.notes()).hasSize(1);
            assertThat(second.catalog().objects()).anyMatch(o -> o.name().equals("x"));
        }
    }

    @Test
    void the_next_file_finds_the_session_as_new() {
        applied(
                "set search_path = nowhere",
                "set role pg_monitor",
                "set statement_timeout = 500",
                "create temporary table t2 (a int)");

        applied("create table t2 (a int)", "select pg_sleep(0.01)");
    }

    @Test
    void our_own_watchers_are_no_fact_and_outlive_a_database_emptied() {
        List<Fact> facts =
                applied(
                                "drop schema public cascade",
                                "create schema public",
                                "create extension pgcrypto")
                        .facts();

        assertThat(facts).noneMatch(fact -> fact.toString().contains("surefoot_on"));
        assertThat(facts)
                .contains(new Fact.Dropped("schema", "public", true, false))
                .contains(new Fact.Dropped("table", "public.t", false, true));
        applied("create table t (a int)");
        assertThat(applied("drop table t").facts())
                .contains(new Fact.Dropped("table", "public.t", true, false));
    }

    @Test
    void a_table_made_anew_under_its_old_name_still_matters_to_others() {
        MeasuredFile file =
                applied("drop table t", "create table t (a int)", "create index i on t (a)");

        assertThat(file.statements().getLast().facts())
                .contains(new Fact.Scanned("public.t", 0, 0));
        assertThat(file.statements().getLast().held())
                .contains(
                        new Fact.LockTaken(
                                "public.t", ObjectKind.TABLE, LockMode.ACCESS_EXCLUSIVE, false));
    }

    private MeasuredFile applied(String... statements) {
        MeasuredFile file = measurer.measure(Files.whole(statements));
        assertThat(file.error()).as(String.join("; ", statements)).isEmpty();
        return file;
    }
}
