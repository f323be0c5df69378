package dev.surefoot.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.proof.statement.StatementsFile;
import dev.surefoot.schema.proof.statement.UnreadableStatements;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedReplayTest {
    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("search_path", "public"));
    private ShadowDatabase before;

    @BeforeAll
    void fill() throws SQLException {
        before = shadow.create();
        Databases.run(
                before,
                "CREATE TABLE u (id int PRIMARY KEY, name text);"
                        + "CREATE TABLE o (uid int REFERENCES u DEFERRABLE INITIALLY DEFERRED)");
        Roles.ready(before, List.of(AppStatement.of("any", "SELECT 1")));
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    void its_own_writes_supply_its_rows() throws SQLException, UnreadableStatements {
        Map<String, Outcome> outcomes =
                once(
                        line("1", "", "INSERT INTO u VALUES (1, 'a')"),
                        line("2", "", "SELECT name FROM u WHERE id = 1"));

        assertThat(Objects.requireNonNull(outcomes.get("line 2")).rows()).isEqualTo(1);
        assertThat(Databases.ask(before, "SELECT count(*) FROM u")).isEqualTo("0");
    }

    @Test
    void transactions_that_ran_side_by_side_go_one_after_the_other_as_they_ended()
            throws SQLException, UnreadableStatements {
        Map<String, Outcome> outcomes =
                once(
                        line("1", "1", "BEGIN"),
                        line("2", "2", "BEGIN"),
                        line("1", "1", "INSERT INTO u VALUES (1, 'a')"),
                        // Waited for the first one when it was recorded.
                        line("2", "2", "UPDATE u SET name = 'b' WHERE id = 1"),
                        line("1", "1", "COMMIT"),
                        line("2", "2", "SELECT name FROM u"),
                        line("2", "2", "ROLLBACK"),
                        line("1", "", "SELECT name FROM u"));

        assertThat(Objects.requireNonNull(outcomes.get("line 4")).rows()).isEqualTo(1);
        assertThat(Objects.requireNonNull(outcomes.get("line 6")).values().toString())
                .contains("b");
        assertThat(Objects.requireNonNull(outcomes.get("line 8")).values().toString())
                .contains("a");
    }

    @Test
    void a_failed_statement_undoes_its_transaction_unless_a_savepoint_caught_it()
            throws SQLException, UnreadableStatements {
        Map<String, Outcome> outcomes =
                once(
                        line("1", "1", "BEGIN"),
                        line("1", "1", "INSERT INTO u VALUES (1, 'a')"),
                        line("1", "1", "SELECT 1/0"),
                        line("1", "1", "COMMIT"),
                        line("1", "", "SELECT * FROM u"),
                        line("1", "2", "BEGIN"),
                        line("1", "2", "INSERT INTO u VALUES (2, 'a')"),
                        line("1", "2", "SAVEPOINT s"),
                        line("1", "2", "INSERT INTO u VALUES (2, 'b')"),
                        line("1", "2", "ROLLBACK TO SAVEPOINT s"),
                        line("1", "2", "COMMIT"),
                        line("1", "", "SELECT * FROM u"));

        assertThat(Objects.requireNonNull(outcomes.get("line 3")).sqlState()).isEqualTo("22012");
        assertThat(Objects.requireNonNull(outcomes.get("line 5")).rows()).isZero();
        assertThat(Objects.requireNonNull(outcomes.get("line 9")).sqlState()).isEqualTo("23505");
        assertThat(Objects.requireNonNull(outcomes.get("line 12")).rows()).isEqualTo(1);
    }

    @Test
    void a_constraint_that_speaks_at_the_end_is_heard() throws SQLException, UnreadableStatements {
        Map<String, Outcome> outcomes =
                once(
                        line("1", "1", "BEGIN"),
                        line("1", "1", "INSERT INTO o VALUES (9)"),
                        line("1", "1", "COMMIT"));

        assertThat(Objects.requireNonNull(outcomes.get("line 2")).sqlState()).isEqualTo("00000");
        assertThat(Objects.requireNonNull(outcomes.get("line 3")).sqlState()).isEqualTo("23503");
    }

    @Test
    void settings_and_temporary_tables_last_as_long_as_the_session()
            throws SQLException, UnreadableStatements {
        Map<String, Outcome> outcomes =
                once(
                        line("1", "", "SET search_path = nowhere"),
                        line("2", "", "SELECT * FROM u"),
                        line("1", "", "SELECT * FROM u"),
                        line("1", "", "DISCARD ALL"),
                        line("1", "", "SELECT current_user"));

        assertThat(Objects.requireNonNull(outcomes.get("line 2")).sqlState()).isEqualTo("00000");
        assertThat(Objects.requireNonNull(outcomes.get("line 3")).sqlState()).isEqualTo("42P01");
        assertThat(Objects.requireNonNull(outcomes.get("line 5")).values().toString())
                .contains("surefoot_app");
        assertThat(outcomes).doesNotContainKey("line 4");
    }

    @Test
    void a_recording_proves_a_change() throws UnreadableStatements {
        Statements recording =
                file(
                        line("1", "", "INSERT INTO u VALUES (1, 'a')"),
                        line("1", "", "SELECT name FROM u WHERE id = 1"));
        Step narrow =
                Databases.step(
                        State.EXPANDED,
                        "V2",
                        "ALTER TABLE u ADD CONSTRAINT c CHECK (name <> 'a') NOT VALID");

        Cells cells =
                Matrix.prove(
                        before,
                        List.of(narrow),
                        Versions.of(recording, Statements.missing()),
                        Instant.EPOCH);

        assertThat(cells.at(App.OLD, State.BEFORE).verdict()).isEqualTo(Verdict.PASS);
        assertThat(cells.at(App.OLD, State.EXPANDED).broken())
                .extracting(Break::toString)
                .containsExactly("line 1=23514", "line 2=rows: 1 to 0");
    }

    private Map<String, Outcome> once(String... lines) throws SQLException, UnreadableStatements {
        return Replay.of(file(lines), Typing.INFERRED).once(before);
    }

    private static Statements file(String... lines) throws UnreadableStatements {
        return StatementsFile.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String session, String tx, String sql) {
        String group = tx.isEmpty() ? "" : ", \"tx\": \"" + tx + "\"";
        return "{\"sql\": \"" + sql + "\", \"session\": \"" + session + "\"" + group + "}";
    }
}
