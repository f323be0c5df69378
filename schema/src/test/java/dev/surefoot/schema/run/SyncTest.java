package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.Phase;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pairs of columns that are kept in step, and those that can't be. */
@ExtendWith(SharedServer.class)
class SyncTest {
    private final TestServer server;

    SyncTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-14")
    void who_wrote_is_told_from_what_changed_and_the_new_version_wins() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        assertThat(expand(database, "full_name text", "name", "full_name"))
                .isInstanceOf(Outcome.Done.class);

        database.run(
                "insert into app.users (id, name) values (100, 'old')",
                "insert into app.users (id, full_name) values (101, 'new')",
                "insert into app.users (id, name, full_name) values (102, 'old', 'new')",
                "update app.users set name = 'changed' where id = 1",
                "update app.users set full_name = 'changed' where id = 2",
                "update app.users set name = 'a', full_name = 'b' where id = 3",
                "update app.users set id = 104 where id = 4");

        assertThat(
                        database.text(
                                """
                                select string_agg(name || '/' || coalesce(full_name, '-'), ' '
                                    order by id)
                                from app.users where id in (1, 2, 3) or id > 99
                                """))
                .isEqualTo("changed/changed changed/changed b/b old/old new/new new/new user 4/-");
    }

    @Test
    @Requirement("SCHEMA-RUN-14")
    void expressions_of_several_columns_and_functions_work_whatever_the_search_path()
            throws Exception {
        TestServer.Database database = server.database();
        database.run(
                "create table app.people (id int primary key, first text, last text)",
                "create function public.joined(text, text) returns text language sql immutable"
                        + " as $$ select $1 || ' ' || $2 $$",
                "insert into app.people values (1, 'Ada', 'Lovelace'), (2, 'Alan', 'Turing')");
        Outcome outcome =
                RunnerTest.runner(
                                database,
                                Folders.plain()
                                        .file(
                                                "1",
                                                Folders.Head.of(Phase.EXPAND)
                                                        .sync(
                                                                "app.people",
                                                                "last",
                                                                "whole",
                                                                "joined(people.first, last)",
                                                                "split_part(whole, ' ', 2)"),
                                                "alter table app.people add column whole text;\n")
                                        .set())
                        .expand();

        database.run("set search_path = ''; update app.people set last = 'King' where id = 1");

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(database.text("select whole from app.people where id = 1"))
                .isEqualTo("Ada King");
    }

    @Test
    @Requirement("SCHEMA-RUN-14")
    void pairs_that_hide_who_wrote_are_refused_by_name() throws Exception {
        assertThat(refused("full_name text default 'x'", "name", "full_name"))
                .contains("full_name has a default");
        assertThat(refused("full_name text generated always as ('x') stored", "name", "full_name"))
                .contains("generated");
        assertThat(refused("full_name text", "coalesce(name, '')", "full_name"))
                .contains("makes a value of NULL");
        assertThat(refused("other text", "name", "full_name")).contains("no column full_name");
    }

    @Test
    @Requirement("SCHEMA-RUN-14")
    void an_old_column_with_a_default_beside_a_nullable_new_one_is_refused() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        database.run("alter table app.users alter name set default 'nobody'");

        Outcome outcome = expand(database, "full_name text", "name", "full_name");

        assertThat(((Outcome.Refused) outcome).reason()).contains("name has a default");
    }

    @Test
    @Requirement("SCHEMA-RUN-14")
    void a_trigger_that_would_fire_after_ours_is_refused_by_name() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        database.run(
                "create function app.f() returns trigger language plpgsql as 'begin return new;"
                        + " end'",
                "create trigger \"~~late\" before update on app.users for each row execute"
                        + " function app.f()");

        Outcome outcome = expand(database, "full_name text", "name", "full_name");

        assertThat(((Outcome.Refused) outcome).reason()).contains("~~late");
        assertThat(
                        database.number(
                                "select count(*) from pg_trigger where tgname = '~surefoot_sync'"))
                .isZero();
    }

    private String refused(String column, String up, String down) throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 10);
        Outcome outcome = expand(database, column, up, down);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).rule()).isEqualTo("SYNC");
        return ((Outcome.Refused) outcome).reason();
    }

    private static Outcome expand(
            TestServer.Database database, String column, String up, String down)
            throws InterruptedException {
        return RunnerTest.runner(
                        database,
                        Folders.plain()
                                .file(
                                        "1",
                                        Folders.Head.of(Phase.EXPAND)
                                                .sync("app.users", "name", "full_name", up, down),
                                        "alter table app.users add column " + column + ";\n")
                                .set())
                .expand();
    }
}
