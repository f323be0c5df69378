package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.db.TestDatabase;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.promotion.PromotionStore;
import dev.surefoot.server.runtime.RunningStore;
import dev.surefoot.server.schema.Errand;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaRows;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.web.page.JteschemaNowGenerated;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What work under way and work that was refused look like. */
class SchemaLooksTest {
    private static final UUID CANDIDATE = Lives.OTHER;

    private TestDatabase database;
    private SchemaRows rows;
    private Optional<Errand> errand = Optional.empty();
    private SchemaLooks looks;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        rows = new SchemaRows(database.database());
        looks =
                new SchemaLooks(
                        new SchemaLooks.Parts(
                                rows.store(),
                                new PromotionStore(
                                        database.database(),
                                        new LedgerStore(),
                                        new RunningStore(),
                                        1),
                                (service, environment) -> Optional.empty(),
                                change -> "replicas to catch up",
                                change -> errand));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    @Requirement("WEB-7")
    void a_backfill_under_way_shows_how_far_it_is_and_a_range_of_what_is_left() {
        filling();
        errand =
                Optional.of(
                        new Errand.Running(
                                Errand.Kind.BACKFILL,
                                new Errand.Progress(
                                        "412,000 of 1,000,000 rows; 3 to 7 min left",
                                        412_000,
                                        1_000_000)));

        assertThat(now())
                .contains("412,000 of 1,000,000 rows; 3 to 7 min left")
                .contains("role=\"progressbar\"", "aria-valuenow=\"41\"")
                .doesNotContain("replicas to catch up")
                .contains("aria-current=\"step\"");
    }

    @Test
    void work_whose_whole_is_unknown_has_words_and_no_bar() {
        filling();
        errand =
                Optional.of(
                        new Errand.Running(
                                Errand.Kind.BACKFILL, new Errand.Progress("counting rows", 0, 0)));

        assertThat(now()).contains("counting rows").doesNotContain("progressbar");
        errand = Optional.empty();
        assertThat(now()).containsPattern("Waits for.*replicas to catch up");
    }

    @Test
    void the_board_speaks_of_what_is_under_way_or_needs_somebody_and_of_nothing_else() {
        SchemaChange change = filling();
        assertThat(board(List.of())).contains("Backfilling");

        rows.move(change, new SchemaState.Refused(Lives.T0, Optional.empty(), "no"), "no");
        assertThat(board(List.of(CANDIDATE))).contains("Refused");
        assertThat(board(List.of())).isEmpty();
    }

    @Test
    void a_report_that_comes_later_is_read_and_one_of_an_older_trial_is_not_shown() {
        SchemaChange change = filling();
        assertThat(report().made()).isFalse();

        rows.report(change, SchemaRows.REPORT);
        assertThat(report().made()).isTrue();

        rows.move(change, new SchemaState.Proving(Lives.T0), "it has expired");
        assertThat(report().made()).isFalse();
    }

    private SchemaChange filling() {
        SchemaChange change = rows.begin(CANDIDATE, Lives.T0);
        return rows.move(
                change, new SchemaState.Backfilling(Lives.T0, Changes.RENAME), "both live");
    }

    private SchemaModel model() {
        return looks.of("shop", "production", true, Lives.T0);
    }

    private TrialReport report() {
        return model().change().orElseThrow().report();
    }

    private String now() {
        return Pages.text(out -> JteschemaNowGenerated.render(out, null, model()));
    }

    private Optional<String> board(List<UUID> present) {
        return looks.board("shop", "production", present).map(line -> line.state().label());
    }
}
