package dev.surefoot.schema.proof.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.proof.statement.UnreadableStatements;
import dev.surefoot.testkit.Requirement;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

class RecorderTest {
    @Test
    @Requirement("PROOF-4")
    void a_drivers_statements_come_with_values_transactions_and_ends()
            throws SQLException, UnreadableStatements {
        recorded(Optional.empty());
    }

    @Test
    void so_they_do_on_version_15() throws SQLException, UnreadableStatements {
        Path binaries = Path.of("/usr/lib/postgresql/15");
        Assumptions.assumeTrue(
                Files.isDirectory(binaries), "Debian package postgresql-15 is not installed");
        recorded(Optional.of(binaries));
    }

    private static void recorded(Optional<Path> binaries)
            throws SQLException, UnreadableStatements {
        Recorded recorded;
        try (Recorder recorder = Recorder.start(binaries, "shop app")) {
            use(Objects.requireNonNull(recorder.environment().get("SUREFOOT_RECORD_URL")));
            recorded = recorder.finish();
        }

        List<AppStatement> own =
                recorded.statements().stream()
                        .filter(each -> !each.sql().startsWith("SET "))
                        .toList();
        assertThat(recorded.schemaChanges()).isEqualTo(1);
        assertThat(own)
                .extracting(AppStatement::sql)
                .containsExactly(
                        "BEGIN",
                        "INSERT INTO u (id, name) VALUES ($1, $2)",
                        "INSERT INTO u (id, name) VALUES ($1, $2)",
                        "COMMIT",
                        "INSERT INTO u (id, name) VALUES ($1, $2)",
                        "SELECT name FROM u WHERE id = 1",
                        "SELECT 2");
        assertThat(own.get(1).params())
                .containsExactly(Parameter.of("1"), Parameter.of("it's, $2 = 'x'\n"));
        assertThat(own.get(2).params()).containsExactly(Parameter.of("2"), Parameter.none());
        assertThat(own).extracting(AppStatement::role).containsOnly(Optional.of("shop app"));
        assertThat(own.subList(0, 4)).extracting(AppStatement::tx).doesNotContain(Optional.empty());
        assertThat(own.subList(0, 4).stream().map(AppStatement::tx).distinct()).hasSize(1);
        assertThat(own.get(4).tx()).isEmpty();
        assertThat(own.get(4).ends()).isEqualTo("23505");
        assertThat(own.get(5).ends()).isEqualTo("00000");

        Statements again = StatementsFile.parse(StatementsFile.write(recorded.statements()));
        assertThat(again.all()).isEqualTo(recorded.statements());
        assertThat(again.source()).isEqualTo(StatementSource.RECORDING);
    }

    private static void use(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement plain = connection.createStatement()) {
            plain.execute("CREATE TABLE u (id int PRIMARY KEY, name text)");
            connection.setAutoCommit(false);
            insert(connection, 1, "it's, $2 = 'x'\n");
            insert(connection, 2, null);
            connection.commit();
            connection.setAutoCommit(true);
            try {
                insert(connection, 1, "again");
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("23505");
            }
            plain.execute("SELECT name FROM u WHERE id = 1; SELECT 2");
        }
    }

    private static void insert(Connection connection, int id, @Nullable String name)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO u (id, name) VALUES (?, ?)")) {
            insert.setInt(1, id);
            insert.setString(2, name);
            insert.execute();
        }
    }
}
