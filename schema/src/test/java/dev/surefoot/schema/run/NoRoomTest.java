package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surefoot.schema.migration.MigrationSet;
import dev.surefoot.schema.migration.Phase;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The disk is full: for real on a file system of a few megabytes, where this user may mount one,
 * and anywhere by a trigger that raises what the server does then (SQLSTATE 53100).
 */
@ExtendWith(SharedServer.class)
class NoRoomTest {
    private static final Gone NONE_LEFT = RunnerTest.NONE_LEFT;

    private final TestServer server;

    NoRoomTest(TestServer server) {
        this.server = server;
    }

    @Test
    @Requirement("SCHEMA-RUN-16")
    void a_full_disk_ends_an_expansion_and_a_backfill_and_room_lets_them_go_on() throws Exception {
        try (TinyDisk disk = TinyDisk.mounted()) {
            TestServer.Database database = server.database();
            disk.tablespace(server);
            database.run(
                    "create table app.users (id int primary key, name text not null, junk text)"
                            + " tablespace tiny",
                    "insert into app.users select n, 'user ' || n, repeat('x', 900)"
                            + " from generate_series(1, 3500) n",
                    "analyze app.users");
            SchemaRunner runner = RunnerTest.runner(database, change());

            Outcome full = runner.expand();
            TargetStatus.HalfDone half = TargetStatus.read(database.target()).halfDone().getFirst();
            disk.resize(9);
            Outcome expanded = runner.expand();
            Outcome fullAgain = runner.backfill();
            TargetStatus filling = TargetStatus.read(database.target());
            disk.resize(60);
            Outcome filled = runner.backfill();
            Outcome contracted = runner.contract(NONE_LEFT);

            noRoom(full);
            assertThat(half.path()).isEqualTo("V1__change.sql");
            assertThat(half.done()).isEqualTo(1);
            assertThat(expanded).isInstanceOf(Outcome.Done.class);
            noRoom(fullAgain);
            assertThat(filling.fills()).hasSize(1);
            assertThat(filling.fills().getFirst().done()).isLessThan(3500);
            assertThat(List.of(filled, contracted)).hasOnlyElementsOfType(Outcome.Done.class);
            assertThat(database.number("select count(*) from app.users where full_name like 'u%'"))
                    .isEqualTo(3500);
            database.run("drop table app.users", "drop table app.copy");
        }
    }

    @Test
    @Requirement("SCHEMA-RUN-16")
    void what_the_server_says_of_a_full_disk_is_told_with_the_next_step() throws Exception {
        TestServer.Database database = server.database();
        SafeRenameTest.users(database, 100);
        database.run(
                "create function app.full() returns trigger language plpgsql as $$ begin"
                        + " raise 'could not extend file: No space left on device'"
                        + " using errcode = '53100'; end $$",
                "create trigger full_disk before update on app.users for each row"
                        + " when (new.id = 60) execute function app.full()");
        SchemaRunner runner = RunnerTest.runner(database, SafeRenameTest.rename());

        runner.expand();
        Outcome full = runner.backfill();
        TargetStatus status = TargetStatus.read(database.target());
        database.run("drop trigger full_disk on app.users");

        noRoom(full);
        assertThat(status.fills().getFirst().done()).isZero();
        assertThat(status.running()).isFalse();
        assertThat(runner.backfill()).isInstanceOf(Outcome.Done.class);
        assertThat(database.number("select count(*) from app.users where full_name = name"))
                .isEqualTo(100);
    }

    private static void noRoom(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.CouldNot.class);
        assertThat(((Outcome.CouldNot) outcome).reason())
                .contains("No space left on device")
                .contains("make room, then run the same command again");
    }

    private static MigrationSet change() {
        return Folders.flyway()
                .file(
                        "1",
                        Folders.Head.of(Phase.EXPAND),
                        """
                        alter table app.users add column full_name text;
                        create table app.copy tablespace tiny as select * from app.users;
                        """)
                .file(
                        "2",
                        Folders.Head.of(Phase.BACKFILL)
                                .fill("app.users", "id", "full_name = name", ""),
                        "")
                .file(
                        "3",
                        Folders.Head.of(Phase.CONTRACT),
                        "alter table app.users drop column name;\n")
                .set();
    }

    /** A file system in memory, of a few megabytes. */
    private record TinyDisk(Path directory) implements AutoCloseable {
        static TinyDisk mounted() throws IOException, InterruptedException {
            Path directory = Files.createTempDirectory("surefoot-tiny");
            TinyDisk disk = new TinyDisk(directory);
            boolean mounted =
                    ran("mount", "-t", "tmpfs", "-o", "size=5m,mode=0777", "tiny", disk.path());
            if (!mounted) {
                Files.delete(directory);
            }
            assumeTrue(mounted, "this user may not mount a file system (needs root)");
            return disk;
        }

        private String path() {
            return directory.toString();
        }

        void resize(int megabytes) throws IOException, InterruptedException {
            assertThat(ran("mount", "-o", "remount,size=" + megabytes + "m", path())).isTrue();
        }

        /** For the server's own user, who owns the folder. */
        void tablespace(TestServer server) throws SQLException, IOException, InterruptedException {
            Path folder = Files.createDirectory(directory.resolve("space"));
            assertThat(ran("chown", "--reference=" + server.data(), folder.toString())).isTrue();
            try (Connection admin = server.admin("postgres");
                    Statement sql = admin.createStatement()) {
                sql.execute("create tablespace tiny location '" + folder + "'");
                sql.execute("grant create on tablespace tiny to owner");
            }
        }

        private static boolean ran(String... command) throws IOException, InterruptedException {
            try {
                Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
                process.getInputStream().readAllBytes();
                return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                // No such program: nothing was mounted.
                return false;
            }
        }

        /** The server lets go of it first; else it is let go when nobody uses it. */
        @Override
        public void close() throws IOException {
            try {
                ran("umount", "--lazy", path());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Files.deleteIfExists(directory);
        }
    }
}
