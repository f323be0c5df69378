package dev.surefoot.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class PhaseLineTest {
    @Test
    @Requirement("WEB-7")
    void each_phase_is_done_under_way_or_yet_to_come() {
        assertThat(words(new SchemaState.Proving(Lives.T0))).containsOnly("known after the trial");
        assertThat(words(new SchemaState.Proven(Lives.T0, Changes.RENAME)))
                .containsExactly("waits", "comes later", "comes later");
        assertThat(words(new SchemaState.Expanding(Lives.T0, Changes.RENAME)))
                .containsExactly("under way", "comes later", "comes later");
        assertThat(words(new SchemaState.Expanded(Lives.T0, Changes.RENAME)))
                .containsExactly("done", "waits", "comes later");
        assertThat(words(new SchemaState.Backfilling(Lives.T0, Changes.RENAME)))
                .containsExactly("done", "under way", "comes later");
        assertThat(words(new SchemaState.Settled(Lives.T0, Changes.RENAME)))
                .containsExactly("done", "done", "waits");
        assertThat(words(new SchemaState.Contracting(Lives.T0, Changes.RENAME)))
                .containsExactly("done", "done", "under way");
        assertThat(words(new SchemaState.Complete(Lives.T0, Changes.RENAME, true)))
                .containsExactly("done", "done", "done");
    }

    @Test
    @Requirement("WEB-7")
    void a_phase_without_a_migration_has_nothing_to_do() {
        assertThat(words(new SchemaState.Complete(Lives.T0, Changes.added(), false)))
                .containsExactly("done", "nothing to do", "nothing to do");
    }

    @Test
    @Requirement("WEB-7")
    void what_was_left_on_its_way_is_never_shown_as_done() {
        assertThat(words(Changes.left("PROVEN"))).containsOnly("not begun");
        assertThat(words(Changes.left("BACKFILLING")))
                .containsExactly("done", "stopped on the way", "not begun");
        assertThat(words(Changes.left("SETTLED"))).containsExactly("done", "done", "not begun");
    }

    @Test
    void what_was_refused_stands_where_its_story_says() {
        SchemaState refused =
                new SchemaState.Refused(Lives.T0, Optional.of(Changes.RENAME), "no privilege");

        assertThat(words(refused, "PROVING", "PROVEN", "EXPANDING", "REFUSED"))
                .containsExactly("refused", "not begun", "not begun");
        assertThat(words(refused, "EXPANDED", "BACKFILLING", "SETTLED", "CONTRACTING", "REFUSED"))
                .containsExactly("done", "done", "refused");
    }

    @Test
    void one_phase_is_current_and_those_done_say_since_when() {
        List<SchemaModel.Phase> line =
                PhaseLine.of(
                        Changes.in(new SchemaState.Expanded(Lives.T0, Changes.RENAME)),
                        Changes.events("PROVING", "PROVEN", "EXPANDING", "EXPANDED"));

        assertThat(line.get(0).at()).contains(Lives.T0.plusSeconds(180));
        assertThat(line.get(1).at()).isEmpty();
        assertThat(line).extracting(SchemaModel.Phase::current).containsExactly(false, true, false);
    }

    private static List<String> words(SchemaState state, String... events) {
        return PhaseLine.of(Changes.in(state), Changes.events(events)).stream()
                .map(SchemaModel.Phase::words)
                .toList();
    }
}
