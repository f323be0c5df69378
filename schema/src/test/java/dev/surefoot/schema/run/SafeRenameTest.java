package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A column gets another name while both versions write. */
@ExtendWith(SharedServer.class)
class SafeRenameTest {
    private static final Gone GONE =
            new Gone("a test", "none was started", Set.of("shop@bbbbbbbbbbbb"), Set.of("shop"));

    private final TestServer server;

    SafeRenameTest(TestServer server) {
        this.server = server;
    }

    static MigrationSet rename() {
        return Folders.flyway()
                .file(
                        "1",
                        Folders.Head.of(Phase.EXPAND)
                                .sync("app.users", "name", "full_name", "name", "full_name"),
                        "alter table app.users add column full_name text;\n",
                        "alter table app.users drop column full_name;\n")
                .file(
                        "2",
                        Folders.Head.of(Phase.BACKFILL)
                                .fill("app.users", "id", "full_name = name", ""),
                        "update app.users set full_name = name;\n")
                .file(
                        "3",
                        Folders.Head.of(Phase.CONTRACT),
                        "alter table app.users drop column name;\n")
                .set();
    }

    static void users(TestServer.Database database, int rows) throws SQLException {
        database.run(
                "create table app.users (id bigint primary key, name text not null)",
                "insert into app.users select n, 'user ' || n from generate_series(1, "
                        + rows
                        + ") n",
                "analyze app.users",
                "grant select, insert, update, delete on app.users to shop");
    }

    @Test
    @Requirement("SCHEMA-RUN-1")
    void old_and_new_versions_write_through_all_phases_and_every_row_ends_right() throws Exception {
        TestServer.Database database = server.database();
        users(database, 20_000);
        SchemaRunner runner =
                new SchemaRunner(
                        database.target(), rename(), RunOptions.usual("test"), Progress.NONE);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger old = new AtomicInteger(100_000);
        AtomicInteger fresh = new AtomicInteger(200_000);

        Outcome expanded;
        Outcome filled;
        try (Writer before = writer(database, stop, "shop@aaaaaaaaaaaa", "name", old)) {
            expanded = runner.expand();
            try (Writer after = writer(database, stop, "shop@bbbbbbbbbbbb", "full_name", fresh)) {
                filled = runner.backfill();
                stop.set(true);
                after.join();
                before.join();
            }
        }
        Outcome contracted = runner.contract(GONE);

        assertThat(expanded).isInstanceOf(Outcome.Done.class);
        assertThat(filled).isInstanceOf(Outcome.Done.class);
        assertThat(contracted).isInstanceOf(Outcome.Done.class);
        assertThat(old.get()).isGreaterThan(100_000);
        assertThat(fresh.get()).isGreaterThan(200_000);
        assertThat(database.number("select count(*) from app.users where full_name is null"))
                .isZero();
        assertThat(
                        database.number(
                                """
                                select count(*) from app.users where full_name <> case
                                    when id > 200000 then 'full_name ' || id
                                    when id > 100000 then 'name ' || id
                                    else 'user ' || id end
                                """))
                .isZero();
        assertThat(database.number("select count(*) from pg_trigger where not tgisinternal"))
                .isZero();
        assertThat(database.number("select count(*) from pg_proc where proname like 'sync%'"))
                .isZero();
    }

    /** Writes a row under one column's name, and the same row again, until it is told to stop. */
    private record Writer(Thread thread, AtomicBoolean stop) implements AutoCloseable {
        void join() throws InterruptedException {
            thread.join();
        }

        @Override
        public void close() {
            stop.set(true);
        }
    }

    private static Writer writer(
            TestServer.Database database,
            AtomicBoolean stop,
            String application,
            String column,
            AtomicInteger id) {
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (Connection shop = database.shop(application);
                                            Statement sql = shop.createStatement()) {
                                        while (!stop.get()) {
                                            int next = id.incrementAndGet();
                                            sql.execute(
                                                    "insert into app.users (id, %s) values (%d, 'x')"
                                                            .formatted(column, next));
                                            sql.execute(
                                                    "update app.users set %1$s = '%1$s ' || id where id = %2$d"
                                                            .formatted(column, next));
                                        }
                                    } catch (SQLException e) {
                                        throw new AssertionError(e);
                                    }
                                });
        return new Writer(thread, stop);
    }
}
