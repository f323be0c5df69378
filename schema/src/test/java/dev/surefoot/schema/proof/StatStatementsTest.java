package dev.surefoot.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

class StatStatementsTest {
    private static final String TABLE =
            "CREATE TABLE u (id int PRIMARY KEY, name text); INSERT INTO u VALUES (7, 'ab')";

    @Test
    void a_servers_statistics_prove_what_breaks(@TempDir Path folder) throws SQLException {
        Statements known = fromServer(folder);
        try (Shadow shadow =
                        Shadow.startForgetful(
                                new ShadowSource.Bundled(), Map.of("search_path", "public"));
                ShadowDatabase before = shadow.create()) {
            Databases.run(before, TABLE);

            Statements filled = StatStatements.filled(known, before, Optional.empty());
            Cells cells =
                    Matrix.prove(
                            before,
                            List.of(
                                    Databases.step(
                                            State.EXPANDED,
                                            "V2",
                                            "ALTER TABLE u DROP COLUMN name")),
                            Versions.of(filled, Statements.missing()),
                            Instant.EPOCH);

            assertThat(filled.all())
                    .extracting(AppStatement::sql)
                    .containsExactlyInAnyOrder(
                            "SELECT name FROM u WHERE id = $1",
                            "INSERT INTO u (id, name) VALUES ($1, $2)");
            assertThat(params(filled, "SELECT")).containsExactly(Parameter.of("7"));
            assertThat(params(filled, "INSERT"))
                    .containsExactly(Parameter.of("7"), Parameter.of("ab"));
            assertThat(cells.at(App.OLD, State.EXPANDED).broken())
                    .extracting(Break::words)
                    .containsExactly("42703", "42703");
            assertThat(cells.at(App.OLD, State.BEFORE).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    private static List<Parameter> params(Statements statements, String first) {
        return statements.all().stream()
                .filter(each -> each.sql().startsWith(first))
                .findFirst()
                .orElseThrow()
                .params();
    }

    private static Statements fromServer(Path folder) throws SQLException {
        PostgresStart start =
                EmbeddedPostgres.start(
                        new PostgresSettings(
                                folder,
                                Optional.empty(),
                                OptionalInt.empty(),
                                PostgresSettings.DEFAULT_START_TIMEOUT,
                                Map.of("shared_preload_libraries", "pg_stat_statements")));
        try (EmbeddedPostgres server = ((PostgresStart.Started) start).postgres();
                Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                var sender = connection.createStatement()) {
            sender.execute(TABLE);
            assertThat(StatStatements.read(connection))
                    .isInstanceOf(StatStatements.Answer.Unavailable.class);
            sender.execute("CREATE EXTENSION pg_stat_statements");
            sender.execute("SELECT pg_stat_statements_reset()");
            sender.execute("SELECT name FROM u WHERE id = 7");
            sender.execute("INSERT INTO u (id, name) VALUES (8, 'cd')");
            sender.execute("SET work_mem = '8MB'; BEGIN; COMMIT; SELECT relname FROM pg_class");
            sender.execute("DELETE FROM u WHERE false AND $$x$$ = ''");
            StatStatements.Answer answer = StatStatements.read(connection);
            Statements all = ((StatStatements.Answer.Found) answer).statements();
            return new Statements(
                    all.source(),
                    all.sha256(),
                    all.all().stream()
                            .filter(each -> !each.sql().startsWith("DELETE"))
                            .filter(each -> !each.sql().contains("reset"))
                            .toList());
        }
    }
}
