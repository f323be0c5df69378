package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.schema.run.drift.Drift;
import dev.surefoot.schema.run.drift.DriftLook;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target's catalog against what ran there. */
@ExtendWith(SharedServer.class)
class DriftTest {
    private final TestServer server;

    DriftTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-18")
    void what_was_changed_by_hand_is_named_and_what_ran_is_not() throws Exception {
        TestServer.Database database = server.database();
        RunnerTest.runner(database, change()).expand();

        Drift before = drift(database, change());
        database.run(
                "alter table app.users add column nickname text",
                "drop index app.users_name",
                "alter table app.users alter name drop not null");
        Drift after = drift(database, change());

        assertThat(before).isEqualTo(new Drift.None());
        assertThat(after).isInstanceOf(Drift.Differs.class);
        assertThat(((Drift.Differs) after).differences())
                .anyMatch(it -> it.startsWith("column app.users.nickname: here, but no file"))
                .anyMatch(
                        it -> it.contains("app.users_name: made by a file that ran, but not here"))
                .anyMatch(it -> it.startsWith("column app.users.name, notnull: "))
                .hasSize(3);
    }

    @Test
    @Requirement("SCHEMA-RUN-18")
    void what_is_half_done_is_not_compared() throws Exception {
        TestServer.Database database = server.database();
        MigrationSet set =
                Folders.plain()
                        .file(
                                "1",
                                Folders.Head.of(Phase.EXPAND),
                                "create table app.a (b int);\nselect 1 / 0;\n")
                        .set();
        RunnerTest.runner(database, set).expand();

        assertThat(drift(database, set))
                .isEqualTo(new Drift.Unknown("1_change.sql is half done here; end that first"));
    }

    private static Drift drift(TestServer.Database database, MigrationSet set) {
        RunPlan.Made made = RunPlan.make(database.target(), set, RunOptions.usual("test"));
        assertThat(made).isInstanceOf(RunPlan.Made.Ready.class);
        return DriftLook.at(
                database.target(),
                set,
                ((RunPlan.Made.Ready) made).plan(),
                new ShadowSource.Bundled());
    }

    /** With columns kept in step, whose trigger is ours. */
    private static MigrationSet change() {
        return Folders.flyway()
                .file(
                        "1",
                        Folders.Head.of(Phase.EXPAND),
                        "create table app.users (id int primary key, name text not null);\n")
                .file(
                        "2",
                        Folders.Head.of(Phase.EXPAND),
                        "create index users_name on app.users (name);\n")
                .file(
                        "3",
                        Folders.Head.of(Phase.EXPAND)
                                .sync("app.users", "name", "full_name", "name", "full_name"),
                        "alter table app.users add column full_name text;\n")
                .set();
    }
}
