package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** As root; on a machine where the tests run as somebody else there is nothing to drop. */
class PrivilegesTest {
    private static final String FORBIDDEN = "/bin/false";

    // The checkout, and the usual cache in it, may lie below a home that only root can enter.
    @TempDir static Path cache;
    @TempDir Path folder;
    final Servers servers = new Servers();

    @BeforeEach
    void as_root_in_a_folder_that_others_can_enter() throws IOException {
        assumeTrue(Privileges.here().root(), "these tests need root");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void runs_as_an_unprivileged_account_where_user_namespaces_are_forbidden() throws Exception {
        Path root = folder.resolve("root");
        Privileges noNamespace = new Privileges(true, FORBIDDEN, "setpriv", List.of("nobody"));

        EmbeddedPostgres first = Servers.started(start(root, noNamespace));
        Servers.sql(first, "create table kept as select 42 as answer");

        assertThat(Files.getOwner(root.resolve("data")).getName()).isEqualTo("nobody");
        assertThat(Files.getOwner(root.resolve("data/base")).getName()).isEqualTo("nobody");
        assertThat(ProcessHandle.of(first.pid()).orElseThrow().info().user()).contains("nobody");
        assertThat(start(root, noNamespace)).isInstanceOf(PostgresStart.Adopted.class);
        assertThat(first.stop()).isInstanceOf(StopResult.Fast.class);

        EmbeddedPostgres again = Servers.started(start(root, Privileges.here()));

        assertThat(Servers.sql(again, "select answer from kept")).isEqualTo("42");
        assertThat(ProcessHandle.of(again.pid()).orElseThrow().info().user())
                .as("who owns the data runs the server, also where a namespace can be had")
                .contains("nobody");
    }

    @Test
    void hands_roots_cluster_over_when_user_namespaces_have_become_forbidden() throws Exception {
        Path root = folder.resolve("root");
        EmbeddedPostgres first = Servers.started(start(root, Privileges.here()));
        assumeTrue(
                Files.getOwner(root.resolve("data")).getName().equals("root"),
                "user namespaces are forbidden here from the beginning");
        Servers.sql(first, "create table kept as select 42 as answer");
        first.stop();

        EmbeddedPostgres again =
                Servers.started(
                        start(root, new Privileges(true, FORBIDDEN, "setpriv", List.of("nobody"))));

        assertThat(Servers.sql(again, "select answer from kept")).isEqualTo("42");
        assertThat(Files.getOwner(root.resolve("data/base")).getName()).isEqualTo("nobody");
    }

    @Test
    void refuses_root_where_nobody_else_can_run_it_and_gives_the_folder_back() throws Exception {
        Path root = folder.resolve("root");

        PostgresStart.Refused refused =
                Servers.refused(
                        start(root, new Privileges(true, FORBIDDEN, FORBIDDEN, List.of("nobody"))));

        assertThat(refused.reason()).isEqualTo(Reason.ROOT_NOT_POSSIBLE);
        assertThat(refused.message())
                .contains(root.toString(), "user namespace", "nobody", "unprivileged user");
        assertThat(Files.getOwner(root).getName()).isEqualTo("root");
        assertThat(root.resolve("data")).doesNotExist();
        assertThat(root.resolve("password")).doesNotExist();
    }

    private PostgresStart start(Path root, Privileges privileges) {
        return servers.start(Servers.settings(root), privileges, cache);
    }
}
