package dev.surefoot.schema.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowHashTest {
    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());
    private final ShadowDatabase database = shadow.create();

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void neither_order_of_rows_nor_of_columns_changes_it() throws SQLException {
        assertThat(hash("create table a (x int, y text); insert into a values (1, 'p'), (2, 'q')"))
                .isEqualTo(
                        hash(
                                "create table a (y text, x int);"
                                        + "insert into a values ('q', 2), ('p', 1)"));
    }

    @Test
    void every_value_changes_it() throws SQLException {
        String table = "create table a (x int, y text); insert into a values ";
        RowHash all = hash(table + "(1, 'p'), (2, 'q')");

        assertThat(hash(table + "(1, 'p'), (2, 'r')")).isNotEqualTo(all);
        assertThat(hash(table + "(1, 'p'), (2, null)")).isNotEqualTo(all);
        assertThat(hash(table + "(1, 'q'), (2, 'p')")).isNotEqualTo(all);
        assertThat(hash(table + "(1, 'p'), (2, 'q'), (2, 'q')")).isNotEqualTo(all);
        assertThat(hash(table + "(1, 'p')").rows()).isEqualTo(1);
    }

    @Test
    void every_table_has_one_and_partitions_count_with_their_parent() throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    create schema app;
                    create table app.p (x int) partition by list (x);
                    create table app.p1 partition of app.p default;
                    create table app."Q r" (x int);
                    insert into app.p values (1), (2)
                    """);

            Map<String, RowHash> all = RowHash.all(connection);

            assertThat(all).containsOnlyKeys("app.p", "app.Q r");
            assertThat(all).extractingByKey("app.p").extracting(RowHash::rows).isEqualTo(2L);
            statement.execute("drop schema app cascade");
        }
    }

    private RowHash hash(String sql) throws SQLException {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            RowHash hash = RowHash.of(connection, "public", "a");
            statement.execute("drop table a");
            return hash;
        }
    }
}
