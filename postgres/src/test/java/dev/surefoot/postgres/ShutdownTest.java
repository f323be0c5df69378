package dev.surefoot.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;

class ShutdownTest {
    @TempDir Path folder;
    final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void does_not_wait_for_clients_that_stay() throws Exception {
        EmbeddedPostgres postgres = servers.started(folder);

        try (var client =
                DriverManager.getConnection(
                        postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            assertThat(postgres.stop()).isInstanceOf(StopResult.Fast.class);
            assertThat(client.isValid(1)).isFalse();
        }
        assertThat(Running.find(postgres.pid())).isEmpty();
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void cuts_off_a_server_that_does_not_end_in_time_and_loses_nothing() throws Exception {
        EmbeddedPostgres postgres = servers.started(folder);
        Servers.sql(postgres, "create table kept as select 42 as answer");
        String checkpointer =
                Servers.sql(
                        postgres,
                        "select pid from pg_stat_activity where backend_type = 'checkpointer'");
        Servers.signal("STOP", Long.parseLong(checkpointer));

        StopResult result = postgres.stop(new Shutdown(Duration.ofMillis(200), Servers.PATIENCE));

        assertThat(result).isInstanceOf(StopResult.Immediate.class);
        EmbeddedPostgres again = servers.started(folder);
        assertThat(Servers.sql(again, "select answer from kept")).isEqualTo("42");
    }

    @Test
    void says_so_when_a_server_cannot_be_ended() {
        EmbeddedPostgres postgres = servers.started(folder);
        Servers.signal("STOP", postgres.pid());

        try {
            StopResult result =
                    postgres.stop(new Shutdown(Duration.ofMillis(50), Duration.ofMillis(50)));

            assertThat(result).isInstanceOf(StopResult.StillRunning.class);
            assertThat(((StopResult.StillRunning) result).message())
                    .contains("" + postgres.pid(), folder.toString());
        } finally {
            Servers.signal("CONT", postgres.pid());
        }
    }
}
