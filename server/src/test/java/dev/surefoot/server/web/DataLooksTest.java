package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.web.PromotionModel.WentBack;
import dev.surefoot.server.web.page.JtepromotionDataGenerated;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class DataLooksTest {
    @Test
    @Requirement("WEB-9")
    void when_a_promotion_went_back_application_and_data_have_a_verdict_and_a_time_each() {
        WentBack back =
                of(Lives.rolledBack(), Changes.in(Changes.left("BACKFILLING"))).orElseThrow();

        assertThat(back.app().words()).startsWith("Restored");
        assertThat(back.app().took()).isEqualTo("11 ms");
        assertThat(back.data().words()).startsWith("400,000 of 1,000,000 rows filled; old data");
        assertThat(back.data().at()).contains(Lives.T0.plusSeconds(7));
        assertThat(back.data().took()).isEqualTo("2000 ms");
    }

    @Test
    @Requirement("WEB-9")
    void data_that_has_not_come_to_rest_has_no_time() {
        SchemaChange filling = Changes.in(new SchemaState.Backfilling(Lives.T0, Changes.RENAME));

        WentBack back = of(Lives.rolledBack(), filling).orElseThrow();

        assertThat(back.data().words()).contains("comes to rest");
        assertThat(back.data().at()).isEmpty();
        assertThat(back.data().took()).isEmpty();
    }

    @Test
    @Requirement("WEB-9")
    void both_verdicts_stand_on_the_page_and_lead_to_the_databases() {
        SchemaChange change = Changes.in(Changes.left("BACKFILLING"));
        SchemaModel.Line line = new SchemaModel.Line("/there", ChangeWords.of(change.state()), "");
        Optional<PromotionModel.Data> data =
                Optional.of(DataLooks.of(Lives.rolledBack(), change, line));

        String page = Pages.text(out -> JtepromotionDataGenerated.render(out, null, data));

        assertThat(page)
                .contains("href=\"/there\"", "id=\"verdict-app\">Restored", "11 ms", "2000 ms")
                .contains("id=\"verdict-data\">400,000 of 1,000,000 rows filled");
        assertThat(Pages.text(out -> JtepromotionDataGenerated.render(out, null, Optional.empty())))
                .isBlank();
    }

    @Test
    void what_goes_on_has_no_verdict() {
        assertThat(of(Lives.JUDGING, Changes.in(Changes.left("PROVEN")))).isEmpty();
    }

    @Test
    void every_state_of_a_promotion_is_shown_with_every_state_of_a_change() {
        for (PromotionState state : Lives.all()) {
            for (SchemaState change : Changes.all()) {
                of(state, Changes.in(change))
                        .ifPresent(
                                back -> {
                                    assertThat(back.app().words()).endsWith(".");
                                    assertThat(back.data().words()).endsWith(".");
                                });
            }
        }
    }

    private static Optional<WentBack> of(PromotionState state, SchemaChange change) {
        SchemaModel.Line line = new SchemaModel.Line("/", ChangeWords.of(change.state()), "");
        return DataLooks.of(state, change, line).back();
    }
}
