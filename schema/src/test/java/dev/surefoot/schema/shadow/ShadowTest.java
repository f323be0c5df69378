package dev.surefoot.schema.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

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
