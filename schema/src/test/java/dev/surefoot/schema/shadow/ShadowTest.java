package dev.surefoot.schema.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowTest {
    private final Shadow shadow =
            Shadow.start(
                    new ShadowSource.Bundled(),
                    Map.of("TimeZone", "Europe/Berlin", "search_path", "app, public"));

    @BeforeAll
    void it_runs() {
        assertThat(shadow.major()).isEqualTo(17);
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void a_database_has_productions_settings() throws SQLException {
        try (ShadowDatabase database = shadow.create();
                Connection connection = database.connect()) {
            assertThat(ask(connection, "show timezone")).isEqualTo("Europe/Berlin");
            assertThat(ask(connection, "show search_path")).isEqualTo("app, public");
        }
    }

    @Test
    void a_copy_has_what_its_template_has_and_changes_nothing_there() throws SQLException {
        try (ShadowDatabase template = shadow.create()) {
            run(template, "create table public.t as select 1 as one");

            try (ShadowDatabase copy = shadow.copyOf(template)) {
                run(copy, "delete from public.t");
            }

            try (Connection connection = template.connect()) {
                assertThat(ask(connection, "select count(*) from public.t")).isEqualTo("1");
            }
        }
    }

    @Test
    void another_role_is_refused_what_it_may_not() throws SQLException {
        try (ShadowDatabase database = shadow.create()) {
            run(database, "create role shadow_reader; create table public.t (a int)");

            try (Connection reader = database.connectAs("shadow_reader")) {
                assertThatThrownBy(() -> ask(reader, "select count(*) from public.t"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void what_a_killed_process_left_is_ended_and_removed(@TempDir Path parent) throws Exception {
        // The folder of a process that had our number, but not our start.
        Path folder =
                parent.resolve("surefoot-shadow-" + ProcessHandle.current().pid() + "-1-left");
        Files.createDirectories(folder.resolve("data"));
        Process server =
                new ProcessBuilder("sh", "-c", "while :; do sleep 1; done", folder.toString())
                        .start();
        Files.writeString(folder.resolve("data/postmaster.pid"), server.pid() + "\n");
        Path own = Files.createDirectories(parent.resolve("surefoot-shadow-x"));

        ShadowFolder.sweep(parent);

        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
        assertThat(own).exists();
    }

    @Test
    void a_folder_of_a_living_process_stays(@TempDir Path parent) throws Exception {
        Path own = ShadowFolder.make();
        Path copy = Files.createDirectories(parent.resolve(own.getFileName().toString()));

        ShadowFolder.sweep(parent);

        assertThat(copy).exists();
        Files.delete(own);
    }

    @Test
    void a_server_that_is_not_there_or_not_ours_is_named_without_its_password() throws Exception {
        int port = freePort();
        assertThatThrownBy(
                        () -> start("jdbc:postgresql://127.0.0.1:" + port + "/x?password=secret"))
                .isInstanceOf(ShadowFailure.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("is it running")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> start("jdbc:other://x/y"))
                .isInstanceOf(ShadowFailure.class)
                .hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE");
        assertThatThrownBy(() -> start(address("nowhere", shadow.login().properties())))
                .hasMessageContaining("name a database that is there");
        assertThatThrownBy(() -> start(address("surefoot", wrongPassword())))
                .hasMessageContaining("give user and password");
        try (ShadowDatabase database = shadow.create()) {
            run(database, "create role plain login password 'plain'");
            Properties plain = new Properties();
            plain.setProperty("user", "plain");
            plain.setProperty("password", "plain");
            assertThatThrownBy(() -> start(address("surefoot", plain)))
                    .hasMessageContaining("plain")
                    .hasMessageContaining("is no superuser");
        }
    }

    @Test
    void on_another_server_nothing_is_left_by_this_run_and_by_those_that_died()
            throws SQLException {
        String url = address("surefoot", shadow.login().properties());
        try (ShadowDatabase database = shadow.create()) {
            run(database, "create database surefoot_shadow_00000001_1");
            run(database, "create role left_over");
            run(database, "comment on role left_over is 'surefoot_shadow_00000001'");
            try (Shadow guest = start(url);
                    Shadow second = start(url);
                    ShadowDatabase trial = guest.create()) {
                guest.makeRole("of_a_guest");
                second.create();
                assertThat(guest.madeHere("of_a_guest")).isTrue();
                assertThat(trial.name()).isNotEqualTo("surefoot_shadow_00000001_1");
            }

            try (Connection connection = database.connect()) {
                assertThat(
                                ask(
                                        connection,
                                        "select count(*) from pg_database where datname ~"
                                                + " '^surefoot_shadow_[0-9a-f]{8}_'"))
                        .isEqualTo("0");
                assertThat(
                                ask(
                                        connection,
                                        "select count(*) from pg_roles where rolname in"
                                                + " ('left_over', 'of_a_guest')"))
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void a_setting_that_the_server_does_not_know_is_told_at_the_start() {
        assertThatThrownBy(
                        () ->
                                Shadow.start(
                                        new ShadowSource.Server(
                                                address("surefoot", shadow.login().properties())),
                                        Map.of("no_such_setting", "1")))
                .isInstanceOf(ShadowFailure.class)
                .hasMessageContaining("no_such_setting");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Properties wrongPassword() {
        Properties wrong = new Properties();
        wrong.setProperty("user", shadow.login().properties().getProperty("user"));
        wrong.setProperty("password", "wrong");
        return wrong;
    }

    private String address(String database, Properties login) {
        return shadow.login().url().replaceFirst("[^/]*$", database)
                + "?user="
                + login.getProperty("user")
                + "&password="
                + URLEncoder.encode(login.getProperty("password"), StandardCharsets.UTF_8);
    }

    private static Shadow start(String url) {
        return Shadow.start(new ShadowSource.Server(url), Map.of());
    }

    private static void run(ShadowDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
