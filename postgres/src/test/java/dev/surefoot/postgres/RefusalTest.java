package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

class RefusalTest {
    @TempDir Path folder;
    final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    @Requirement("STORE-4")
    void refuses_the_data_of_another_major_version_and_changes_nothing() throws Exception {
        Path data = Files.createDirectories(folder.resolve("root/data"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");
        Map<String, FileTime> before = everything();

        PostgresStart.Refused refused = Servers.refused(servers.start(folder.resolve("root")));

        assertThat(refused.reason()).isEqualTo(Reason.WRONG_VERSION);
        assertThat(refused.message())
                .contains(data.toString(), "PostgreSQL 16", "17", "--postgres-bin");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refuses_a_folder_full_of_something_else_and_changes_nothing() throws Exception {
        Path data = Files.createDirectories(folder.resolve("root/data"));
        Files.writeString(data.resolve("letter.txt"), "Dear diary");
        Map<String, FileTime> before = everything();

        PostgresStart.Refused refused = Servers.refused(servers.start(folder.resolve("root")));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_A_DATABASE);
        assertThat(refused.message()).contains(data.toString(), "PG_VERSION");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refuses_data_whose_password_is_gone_and_changes_nothing() throws Exception {
        Path data = Files.createDirectories(folder.resolve("root/data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        Map<String, FileTime> before = everything();

        PostgresStart.Refused refused = Servers.refused(servers.start(folder.resolve("root")));

        assertThat(refused.reason()).isEqualTo(Reason.PASSWORD_LOST);
        assertThat(refused.message()).contains(folder.resolve("root/password").toString());
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void refuses_a_port_that_is_taken_and_starts_once_it_is_free() throws Exception {
        PostgresSettings settings;
        try (ServerSocket taken =
                new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            int port = taken.getLocalPort();
            settings = settings(Optional.empty(), OptionalInt.of(port));

            PostgresStart.Refused refused = Servers.refused(servers.start(settings));

            assertThat(refused.reason()).isEqualTo(Reason.PORT_IN_USE);
            assertThat(refused.message()).contains("" + port, folder.toString());
        }
        EmbeddedPostgres postgres = Servers.started(servers.start(settings));

        assertThat(postgres.port()).isEqualTo(settings.port().orElseThrow());
    }

    @Test
    void refuses_a_full_disk_and_leaves_no_half_made_cluster() throws Exception {
        assumeTrue(Privileges.here().root(), "only root can mount a small file system");
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=12m,mode=0755", "tmpfs", "" + small),
                "no file system can be mounted here");

        try {
            PostgresStart.Refused refused = Servers.refused(servers.start(small.resolve("root")));

            assertThat(refused.reason()).isEqualTo(Reason.DISK_FULL);
            assertThat(refused.message()).contains("No space left", "free some space");
            assertThat(files(small.resolve("root"))).isEqualTo(List.of("lock"));
        } finally {
            assertThat(command("umount", "" + small)).isTrue();
        }
    }

    @Test
    void refuses_a_directory_that_cannot_be_made() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        PostgresStart.Refused refused = Servers.refused(servers.start(file.resolve("root")));

        assertThat(refused.message()).contains(file.toString());
        assertThat(Files.readString(file)).isEqualTo("no folder");
    }

    @Test
    void refuses_an_installation_without_the_programs() {
        PostgresStart.Refused refused =
                Servers.refused(servers.start(settings(Optional.of(folder), OptionalInt.empty())));

        assertThat(refused.reason()).isEqualTo(Reason.NO_BINARIES);
        assertThat(refused.message()).contains(folder.toString(), "bin/postgres");
    }

    @Test
    void refuses_programs_that_do_not_run_here() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("install/bin"));
        for (String name : List.of("postgres", "initdb", "pg_ctl")) {
            Path program = Files.writeString(bin.resolve(name), "#!/no/such/interpreter\n");
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }

        PostgresStart.Refused refused =
                Servers.refused(
                        servers.start(
                                settings(
                                        Optional.of(folder.resolve("install")),
                                        OptionalInt.empty())));

        assertThat(refused.reason()).isEqualTo(Reason.UNUSABLE_BINARIES);
        assertThat(refused.message()).contains(bin.resolve("postgres").toString());
        assertThat(folder.resolve("root")).doesNotExist();
    }

    @Test
    void names_no_permission_by_what_the_system_says() {
        assertThat(Trouble.reason("initdb: error: could not create: Permission denied"))
                .isEqualTo(Reason.NO_PERMISSION);
        assertThat(Trouble.reason("could not write: Disk quota exceeded"))
                .isEqualTo(Reason.DISK_FULL);
        assertThat(Trouble.reason("the moon is in the way")).isEqualTo(Reason.FAILED);
    }

    private PostgresSettings settings(Optional<Path> binaries, OptionalInt port) {
        return new PostgresSettings(folder.resolve("root"), binaries, port, Servers.PATIENCE);
    }

    private Map<String, FileTime> everything() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.collect(
                    Collectors.toMap(
                            Path::toString,
                            path -> {
                                try {
                                    return Files.getLastModifiedTime(path);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }));
        }
    }

    private static List<String> files(Path root) throws IOException {
        try (var all = Files.list(root)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean command(String... words) {
        return Command.run(List.of(words), Deadline.in(Servers.PATIENCE)).ok();
    }
}
