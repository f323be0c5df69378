package dev.surefoot.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Foreign measurements of what a pool of a driver meets after a new column. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmTest {
    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("search_path", "public"));

    private ShadowDatabase database;
    private int columns;

    @BeforeAll
    void fill() throws SQLException {
        database = shadow.create();
        Databases.run(database, "CREATE TABLE u (id int PRIMARY KEY, name text)");
        Roles.ready(database, List.of(AppStatement.of("any", "SELECT 1")));
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    static Stream<List<String>> rows() {
        byte[] table = Vectors.read("schema", "breaks.warm.tsv");
        return new String(table, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> List.of(line.split("\t", -1)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void warm_connections_meet_what_the_driver_meets(List<String> row) throws SQLException {
        AppStatement statement =
                AppStatement.of("w", row.get(2).replace("?", "$1"), Parameter.of("1"));
        boolean inTransaction = row.get(1).equals("yes");
        try (Connection driver = database.connect();
                Warm warm = Warm.up(database, List.of(statement))) {
            habit(driver, row.getFirst());
            try (PreparedStatement prepared = driver.prepareStatement(row.get(2))) {
                driver.setAutoCommit(!inTransaction);
                for (int i = 0; i < 10; i++) {
                    send(prepared);
                }
                if (inTransaction) {
                    driver.commit();
                }
                Databases.run(database, "ALTER TABLE u ADD COLUMN c" + ++columns + " int");

                List<Note> met = warm.meet();

                assertThat(send(prepared)).isEqualTo(row.get(3));
                // Ours is the connection that has it worst: defaults, inside a transaction.
                assertThat(met.isEmpty() ? "00000" : met.getFirst().words().substring(0, 5))
                        .isEqualTo(row.get(2).contains("*") ? "0A000" : "00000");
            }
        }
    }

    private static void habit(Connection driver, String options) throws SQLException {
        PGConnection own = driver.unwrap(PGConnection.class);
        switch (options) {
            case "defaults" -> {}
            case "autosave=conservative" -> own.setAutosave(AutoSave.CONSERVATIVE);
            case "prepareThreshold=0" -> own.setPrepareThreshold(0);
            default -> throw new AssertionError("unknown option " + options);
        }
    }

    private static String send(PreparedStatement prepared) {
        try {
            prepared.setInt(1, 1);
            prepared.execute();
            return "00000";
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }
}
