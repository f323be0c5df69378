package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;

class FreshServerTest {
    @TempDir static Path folder;
    static final Servers servers = new Servers();
    static EmbeddedPostgres postgres;

    @BeforeAll
    static void start_in_a_folder_whose_name_is_awkward() {
        postgres = servers.started(folder.resolve("it's a \"root\" $HOME"));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void answers_a_query_of_the_superuser_whose_password_is_kept_as_scram() throws SQLException {
        String stored =
                Servers.sql(
                        postgres, "select rolpassword from pg_authid where rolname = current_user");

        assertThat(stored).startsWith("SCRAM-SHA-256$");
        assertThat(Servers.sql(postgres, "select current_user")).isEqualTo("surefoot");
        assertThat(Servers.sql(postgres, "select current_database()")).isEqualTo("surefoot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void refuses_a_wrong_password(String password) {
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                                postgres.jdbcUrl(), postgres.user(), password)
                                        .close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "full_page_writes, on",
        "synchronous_commit, on",
        "data_checksums, on",
        "server_encoding, UTF8",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "password_encryption, scram-sha-256",
        "shared_preload_libraries, ''",
        "shared_buffers, 64MB",
        "max_connections, 40",
        "logging_collector, on",
        "log_timezone, UTC"
    })
    void runs_with_settings_that_are_durable_private_and_small(String name, String value)
            throws SQLException {
        assertThat(Servers.sql(postgres, "show " + name)).isEqualTo(value);
    }

    @Test
    void sorts_by_code_points_with_the_locale_of_postgresql_itself() throws SQLException {
        String locale =
                Servers.sql(
                        postgres,
                        "select datlocprovider::text || ' ' || datlocale from pg_database"
                                + " where datname = current_database()");

        assertThat(locale).isEqualTo("b C.UTF-8");
        assertThat(Servers.sql(postgres, "select upper('straße é')")).isEqualTo("STRAßE É");
    }

    @Test
    void trusts_nobody_from_nowhere() throws SQLException {
        String methods =
                Servers.sql(
                        postgres,
                        "select string_agg(type || ' ' || address || ' ' || auth_method, ',')"
                                + " from pg_hba_file_rules");

        assertThat(methods).isEqualTo("host 127.0.0.1 scram-sha-256");
    }

    @Test
    void does_not_listen_beyond_loopback() throws Exception {
        int tried = 0;

        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : card.inetAddresses().toList()) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    tried++;
                    assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class);
                }
            }
        }
        connect(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));

        assertThat(tried).as("addresses of this machine that are not loopback").isNotNegative();
    }

    private static void connect(InetAddress address) throws java.io.IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, postgres.port()), 2_000);
        }
    }

    @Test
    void keeps_what_it_writes_from_others() throws Exception {
        Path root = folder.resolve("it's a \"root\" $HOME");

        assertThat(permissions(root)).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("log"))).isEqualTo("rwx------");
        assertThat(permissions(root.resolve("password"))).isEqualTo("rw-------");
        assertThat(Files.readString(root.resolve("password")).strip())
                .isEqualTo(postgres.password())
                .hasSize(43);
        assertThat(root.resolve("data.init")).doesNotExist();
    }

    private static String permissions(Path path) throws java.io.IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
