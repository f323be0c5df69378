package dev.surefoot.schema.proof;

import static dev.surefoot.schema.proof.Databases.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Statements OLD =
            file(
                    AppStatement.of("read", "SELECT id, name FROM u WHERE id = $1", one()),
                    AppStatement.of("all", "SELECT * FROM u"),
                    AppStatement.of("write", "INSERT INTO u (name) VALUES ($1)", one()));
    private static final Statements NEW =
            file(
                    AppStatement.of("read", "SELECT id, full_name FROM u WHERE id = $1", one()),
                    AppStatement.of("write", "INSERT INTO u (full_name) VALUES ($1)", one()));
    private static final Step ADD =
            step(State.EXPANDED, "V2:1", "ALTER TABLE u ADD COLUMN full_name text");
    private static final Step FILL = step(State.BACKFILLED, "V3", "UPDATE u SET full_name = name");
    private static final Step DROP = step(State.CONTRACTED, "V4", "ALTER TABLE u DROP COLUMN name");

    private final Shadow shadow =
            Shadow.startForgetful(new ShadowSource.Bundled(), Map.of("search_path", "public"));
    private ShadowDatabase before;

    @BeforeAll
    void fill() throws SQLException {
        before = shadow.create();
        Databases.run(
                before,
                "CREATE TABLE u (id serial PRIMARY KEY, name text NOT NULL DEFAULT '');"
                        + "INSERT INTO u (name) VALUES ('ab'), ('cd')");
    }

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Test
    @Requirement("PROOF-2")
    void a_rename_the_safe_way_is_green_where_it_must_be() {
        Cells cells = prove(List.of(ADD, FILL, DROP), OLD, NEW);

        assertThat(verdicts(cells, App.OLD))
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.PASS, Verdict.FAIL);
        assertThat(verdicts(cells, App.NEW))
                .containsExactly(Verdict.FAIL, Verdict.PASS, Verdict.PASS, Verdict.PASS);
        assertThat(cells.verdict()).isEqualTo(Verdict.PASS);
        assertThat(cells.pointOfNoReturn()).contains(State.CONTRACTED);
        assertThat(cells.at(App.OLD, State.CONTRACTED).broken())
                .extracting(Break::toString)
                .containsExactly("read=42703", "all=columns: name gone", "write=42703");
    }

    @Test
    void a_rename_in_one_step_breaks_the_old_version_at_that_step() {
        Step rename = step(State.EXPANDED, "V2:7", "ALTER TABLE u RENAME COLUMN name TO full_name");

        Cells cells = prove(List.of(rename), OLD, NEW);

        assertThat(cells.at(App.OLD, State.EXPANDED).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(cells.at(App.OLD, State.EXPANDED).broken())
                .extracting(Break::after)
                .containsOnly("V2:7");
        assertThat(cells.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void what_is_mended_by_the_end_of_a_state_is_found_all_the_same() {
        Step away = step(State.EXPANDED, "V2:1", "ALTER TABLE u RENAME TO people");
        Step view =
                step(
                        State.EXPANDED,
                        "V2:2",
                        "CREATE VIEW u AS SELECT * FROM people; GRANT ALL ON u TO surefoot_app");

        Cells cells = prove(List.of(away, view), OLD, Statements.missing());

        assertThat(cells.at(App.OLD, State.EXPANDED).broken())
                .extracting(each -> each + " after " + each.after())
                .containsExactly(
                        "read=42P01 after V2:1", "all=42P01 after V2:1", "write=42P01 after V2:1");
    }

    @Test
    void what_a_deferred_constraint_says_at_commit_is_a_break() {
        Step unique =
                step(
                        State.EXPANDED,
                        "V2:1",
                        "ALTER TABLE u ADD CONSTRAINT one UNIQUE (name) DEFERRABLE INITIALLY"
                                + " DEFERRED");
        Statements old =
                file(
                        AppStatement.of("again", "INSERT INTO u (name) VALUES ('ab')"),
                        AppStatement.of("other", "INSERT INTO u (name) VALUES ('ef')"));

        assertThat(prove(List.of(unique), old, Statements.missing()).at(App.OLD, State.EXPANDED))
                .satisfies(
                        cell ->
                                assertThat(cell.broken())
                                        .extracting(Break::toString)
                                        .containsExactly("again=23505"));
    }

    @Test
    void a_warm_connection_inside_a_transaction_is_warned_of() {
        Cells cells = prove(List.of(ADD), OLD, NEW);

        assertThat(cells.at(App.OLD, State.EXPANDED).notes())
                .extracting(Note::toString)
                .containsExactlyInAnyOrder(
                        new Note("all", Note.Kind.EXTRA_COLUMN, "full_name:text").toString(),
                        new Note(
                                        "all",
                                        Note.Kind.WARM,
                                        "0A000 cached plan must not change result type")
                                .toString());
    }

    @Test
    @Requirement("PROOF-3")
    void without_statements_nothing_is_proved() {
        Cells cells = prove(List.of(ADD), Statements.missing(), Statements.missing());

        assertThat(cells.cells()).extracting(Cell::verdict).containsOnly(Verdict.INCONCLUSIVE);
        assertThat(cells.at(App.OLD, State.EXPANDED).reason()).isEqualTo("no statements given");
    }

    @Test
    @Requirement("PROOF-3")
    void a_statement_that_fails_before_proves_nothing() {
        Statements wrong = file(AppStatement.of("odd", "SELECT nothing FROM u"), OLD.all().get(1));

        Cells cells = prove(List.of(ADD), wrong, NEW);

        Cell sanity = cells.at(App.OLD, State.BEFORE);
        assertThat(sanity.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(sanity.reason())
                .isEqualTo(
                        "odd: ends in 42703 where it should in 00000"
                                + " (column \"nothing\" does not exist)");
        assertThat(cells.at(App.OLD, State.EXPANDED).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    @Requirement("PROOF-3")
    void statistics_prove_a_break_but_never_that_a_write_passes() {
        Statements known =
                new Statements(StatementSource.PG_STAT_STATEMENTS, "", List.of(OLD.all().get(2)));

        assertThat(prove(List.of(ADD), known, NEW).at(App.OLD, State.EXPANDED))
                .satisfies(
                        cell -> {
                            assertThat(cell.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
                            assertThat(cell.reason()).contains("values that it writes");
                        });
        assertThat(prove(List.of(ADD, FILL, DROP), known, NEW).at(App.OLD, State.CONTRACTED))
                .extracting(Cell::verdict)
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_step_that_fails_leaves_its_state_unknown_and_says_where() {
        Step wrong = step(State.EXPANDED, "V2:3", "ALTER TABLE nothing ADD COLUMN a int");

        Cells cells = prove(List.of(wrong), OLD, NEW);

        assertThat(cells.at(App.OLD, State.BEFORE).verdict()).isEqualTo(Verdict.PASS);
        assertThat(cells.at(App.OLD, State.EXPANDED).reason())
                .startsWith("V2:3 ends in 42P01 (relation \"nothing\" does not exist)");
        assertThat(verdicts(cells, App.NEW).subList(1, 4)).containsOnly(Verdict.INCONCLUSIVE);
    }

    @Test
    void the_database_that_was_given_stays_as_it_was() throws SQLException {
        prove(List.of(ADD, FILL, DROP), OLD, NEW);

        assertThat(Databases.ask(before, "SELECT string_agg(name, ',' ORDER BY id) FROM u"))
                .isEqualTo("ab,cd");
        assertThat(Databases.ask(before, "SELECT count(*) FROM pg_default_acl")).isEqualTo("0");
    }

    @Test
    void cells_say_what_they_rest_on_and_until_when() {
        Cells cells = prove(List.of(ADD), OLD, NEW);

        assertThat(cells.postgres()).startsWith("17.");
        assertThat(cells.settings()).containsEntry("search_path", "public");
        assertThat(cells.old()).isEqualTo(new Cells.Basis(StatementSource.FILE, "f00d", 3));
        assertThat(cells.expiresAt()).isEqualTo(Instant.parse("2026-05-11T10:00:00Z"));
        assertThat(cells.assumed()).containsExactly("surefoot_app");
    }

    private Cells prove(List<Step> path, Statements old, Statements fresh) {
        return Matrix.prove(before, path, Versions.of(old, fresh), NOW);
    }

    private static List<Verdict> verdicts(Cells cells, App app) {
        return cells.cells().stream().filter(each -> each.app() == app).map(Cell::verdict).toList();
    }

    private static Statements file(AppStatement... all) {
        return new Statements(StatementSource.FILE, "f00d", List.of(all));
    }

    private static Parameter one() {
        return Parameter.of("1");
    }
}
