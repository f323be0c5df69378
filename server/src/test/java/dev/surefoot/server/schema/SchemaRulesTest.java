package dev.surefoot.server.schema;

import static dev.surefoot.server.schema.SchemaSamples.AT;
import static dev.surefoot.server.schema.SchemaSamples.in;
import static dev.surefoot.server.schema.SchemaSamples.quiet;
import static dev.surefoot.server.schema.SchemaSamples.rename;
import static dev.surefoot.server.schema.SchemaSamples.seen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.schema.Errand.Ended;
import dev.surefoot.server.schema.Errand.Kind;
import dev.surefoot.server.schema.Errand.Outcome;
import dev.surefoot.server.schema.Errand.Progress;
import dev.surefoot.server.schema.Errand.Running;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

class SchemaRulesTest {
    private static final Quiet LONG =
            new Quiet(Optional.of(AT.minus(Duration.ofHours(25))), AT.minusSeconds(5), "");

    @Test
    void a_change_is_tried_first_and_what_was_found_is_kept() {
        SchemaChange change = in(new SchemaState.Proving(AT));

        assertThat(SchemaRules.next(change, seen(Release.BEFORE)))
                .isEqualTo(new SchemaDecision.Begin(Kind.PROVE));
        assertThat(
                        SchemaRules.next(
                                change,
                                seen(
                                        Release.BEFORE,
                                        new Ended(Kind.PROVE, new Outcome.Proved(rename())))))
                .isEqualTo(
                        new SchemaDecision.Move(
                                new SchemaState.Proven(AT, rename()), "both versions work"));
    }

    @Test
    @Requirement("SCHEMA-1")
    void nothing_is_added_before_its_release_was_admitted() {
        SchemaChange proven = in(new SchemaState.Proven(AT, rename()));

        assertThat(SchemaRules.next(proven, seen(Release.BEFORE)))
                .isEqualTo(new SchemaDecision.Stay("its release"));
        assertThat(SchemaRules.next(proven, seen(Release.STARTING)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Move.class,
                        move -> assertThat(move.to()).isInstanceOf(SchemaState.Expanding.class));
    }

    @Test
    void a_proof_that_is_too_old_is_made_anew_before_anything_runs() {
        Proof old =
                new Proof(
                        Proof.Verdict.PASS,
                        "fine",
                        rename().files(),
                        rename().cells(),
                        AT.minus(Duration.ofDays(8)),
                        AT.minus(Duration.ofDays(1)));

        assertThat(SchemaRules.next(in(new SchemaState.Proven(AT, old)), seen(Release.STARTING)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Move.class,
                        move -> assertThat(move.to()).isInstanceOf(SchemaState.Proving.class));
    }

    @Test
    void what_was_added_is_filled_only_when_both_versions_live() {
        SchemaChange expanded = in(new SchemaState.Expanded(AT, rename()));

        assertThat(SchemaRules.next(expanded, seen(Release.STARTING)))
                .isInstanceOf(SchemaDecision.Stay.class);
        assertThat(SchemaRules.next(expanded, seen(Release.LIVE)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Move.class,
                        move -> assertThat(move.to()).isInstanceOf(SchemaState.Backfilling.class));
    }

    @Test
    @Requirement("SCHEMA-4")
    void a_release_that_goes_back_in_the_middle_of_a_backfill_stops_it_and_keeps_what_is_there() {
        SchemaChange filling = in(new SchemaState.Backfilling(AT, rename()));
        Running going = new Running(Kind.BACKFILL, new Progress("1,000 of 4,000", 1_000, 4_000));
        Ended stopped =
                new Ended(Kind.BACKFILL, new Outcome.Stopped("1,200 of 4,000 rows are filled"));

        assertThat(SchemaRules.next(filling, seen(Release.GONE, going)))
                .isEqualTo(new SchemaDecision.Halt("its release went back"));
        assertThat(SchemaRules.next(filling, seen(Release.GONE, stopped)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Move.class,
                        move ->
                                assertThat(move.to())
                                        .isInstanceOfSatisfying(
                                                SchemaState.Left.class,
                                                left -> {
                                                    assertThat(left.reached())
                                                            .isEqualTo("BACKFILLING");
                                                    assertThat(left.data())
                                                            .contains("1,200 of 4,000")
                                                            .contains("old data is as it was");
                                                }));
    }

    @Test
    @Requirement("SCHEMA-3")
    void nothing_is_taken_away_while_the_old_version_runs_is_warm_or_was_seen() {
        SchemaChange settled = in(new SchemaState.Settled(AT, rename()));
        Quiet someone = new Quiet(Optional.empty(), AT, "shop@aaaaaaaaaaaa");
        Quiet brief = new Quiet(Optional.of(AT.minus(Duration.ofHours(23))), AT, "");
        Quiet unlooked =
                new Quiet(
                        Optional.of(AT.minus(Duration.ofDays(3))),
                        AT.minus(Duration.ofMinutes(6)),
                        "");

        for (SchemaSeen not :
                new SchemaSeen[] {
                    quiet(Release.LIVE, LONG),
                    quiet(Release.SERVING, LONG),
                    seen(Release.ALONE),
                    quiet(Release.ALONE, someone),
                    quiet(Release.ALONE, brief),
                    quiet(Release.ALONE, unlooked)
                }) {
            assertThat(SchemaRules.next(settled, not)).isInstanceOf(SchemaDecision.Stay.class);
        }
        assertThat(SchemaRules.next(settled, quiet(Release.ALONE, LONG)))
                .isEqualTo(new SchemaDecision.Begin(Kind.CONTRACT));
    }

    @Test
    void nothing_is_taken_away_without_a_proof_that_the_new_version_works_then() {
        Proof unknown =
                new Proof(
                        Proof.Verdict.PASS,
                        "fine",
                        rename().files(),
                        java.util.List.of(),
                        AT,
                        AT.plus(Duration.ofDays(7)));

        assertThat(
                        SchemaRules.next(
                                in(new SchemaState.Settled(AT, unknown)),
                                quiet(Release.ALONE, LONG)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Stay.class,
                        stay -> assertThat(stay.waitingFor()).contains("--statements"));
    }

    @Test
    void what_was_held_is_tried_again_after_a_rest_and_what_was_refused_is_not() {
        SchemaChange expanding = in(new SchemaState.Expanding(AT, rename()));
        Ended held = new Ended(Kind.EXPAND, new Outcome.Held("session 17 holds shop.customers"));
        Ended refused = new Ended(Kind.EXPAND, new Outcome.Refused("V2 was edited"));

        assertThat(SchemaRules.next(expanding, seen(Release.STARTING, held)))
                .isEqualTo(new SchemaDecision.Stay("session 17 holds shop.customers"));
        assertThat(
                        SchemaRules.next(
                                expanding,
                                new SchemaSeen(
                                        AT,
                                        Release.STARTING,
                                        Optional.of(held),
                                        Optional.empty(),
                                        SchemaSamples.QUIET,
                                        true)))
                .isEqualTo(new SchemaDecision.Begin(Kind.EXPAND));
        assertThat(SchemaRules.next(expanding, seen(Release.STARTING, refused)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Move.class,
                        move -> assertThat(move.to()).isInstanceOf(SchemaState.Refused.class));
    }

    @Test
    void a_change_without_migrations_goes_through_without_work() {
        Proof nothing = SchemaSamples.proof(Proof.Verdict.PASS);
        SchemaChange change = in(new SchemaState.Proven(AT, nothing));

        for (Release release : new Release[] {Release.STARTING, Release.LIVE, Release.SERVING}) {
            while (SchemaRules.next(change, seen(release)) instanceof SchemaDecision.Move move) {
                change = change.in(move.to());
            }
        }

        assertThat(change.state()).isEqualTo(new SchemaState.Complete(AT, nothing, false));
    }

    @Test
    @Requirement("SCHEMA-3")
    void a_contract_that_was_refused_is_tried_again_as_its_cause_may_be_mended() {
        SchemaChange contracting = in(new SchemaState.Contracting(AT, rename()));
        Ended refused = new Ended(Kind.CONTRACT, new Outcome.Refused("shop@aaaa is connected"));

        assertThat(SchemaRules.next(contracting, working(Release.ALONE, refused, false)))
                .isEqualTo(new SchemaDecision.Stay("shop@aaaa is connected"));
        assertThat(SchemaRules.next(contracting, working(Release.ALONE, refused, true)))
                .isEqualTo(new SchemaDecision.Begin(Kind.CONTRACT));
    }

    @Test
    @Requirement("SCHEMA-3")
    void what_is_being_taken_away_stays_once_another_version_is_there_again() {
        Running going = new Running(Kind.CONTRACT, new Progress("V3", 0, 0));
        Ended held = new Ended(Kind.CONTRACT, new Outcome.Held("a session holds it"));
        Quiet someone = new Quiet(Optional.empty(), AT, "shop@aaaaaaaaaaaa");

        for (SchemaState state :
                new SchemaState[] {
                    new SchemaState.Settled(AT, rename()), new SchemaState.Contracting(AT, rename())
                }) {
            SchemaChange change = in(state);
            for (Release release :
                    new Release[] {
                        Release.LIVE, Release.SERVING, Release.OVERTAKEN, Release.GONE
                    }) {
                assertThat(SchemaRules.next(change, working(release, going, false)))
                        .as("%s %s", state.label(), release)
                        .isInstanceOf(SchemaDecision.Halt.class);
            }
            assertThat(SchemaRules.next(change, working(Release.SERVING, held, true)))
                    .isInstanceOf(SchemaDecision.Stay.class);
            assertThat(SchemaRules.next(change, quiet(Release.ALONE, someone)))
                    .isInstanceOf(SchemaDecision.Stay.class);
            assertThat(to(change, Release.OVERTAKEN)).isInstanceOf(SchemaState.Left.class);
        }
        assertThat(to(in(new SchemaState.Contracting(AT, rename())), Release.OVERTAKEN))
                .isInstanceOfSatisfying(
                        SchemaState.Left.class,
                        left -> {
                            assertThat(left.reached()).isEqualTo("CONTRACTING");
                            assertThat(left.data()).contains("may be gone");
                        });
    }

    @Test
    void what_somebody_has_taken_away_by_hand_is_counted_as_taken_away() {
        Ended done = new Ended(Kind.CONTRACT, new Outcome.Done("nothing is left to contract"));

        assertThat(
                        SchemaRules.next(
                                in(new SchemaState.Settled(AT, rename())),
                                working(Release.ALONE, done, false)))
                .isInstanceOfSatisfying(
                        SchemaDecision.Move.class,
                        move -> assertThat(move.to()).isInstanceOf(SchemaState.Contracting.class));
    }

    @Test
    void a_backfill_that_was_refused_is_tried_again_as_its_cause_may_be_mended() {
        SchemaChange filling = in(new SchemaState.Backfilling(AT, rename()));
        Ended refused = new Ended(Kind.BACKFILL, new Outcome.Refused("2 rows are not right"));

        assertThat(SchemaRules.next(filling, seen(Release.LIVE, refused)))
                .isEqualTo(new SchemaDecision.Stay("2 rows are not right"));
        assertThat(SchemaRules.next(filling, rested(Release.SERVING, refused)))
                .isEqualTo(new SchemaDecision.Begin(Kind.BACKFILL));
    }

    @Test
    void how_much_was_filled_is_not_made_up_after_a_crash() {
        SchemaState left = to(in(new SchemaState.Backfilling(AT, rename())), Release.GONE);

        assertThat(((SchemaState.Left) left).data())
                .startsWith("what was filled so far is kept")
                .doesNotContain("nothing");
    }

    @Test
    void what_an_earlier_release_has_left_is_filled_on() {
        Proof none = with(Proof.Verdict.PASS, new Proof.File("V3.sql", Proof.Phase.EXPAND, "V"));
        Proof more = Proofs.and(none, List.of("V2.sql"));

        assertThat(none.fills()).isFalse();
        assertThat(Proofs.and(none, List.of())).isEqualTo(none);
        assertThat(to(in(new SchemaState.Expanded(AT, more)), Release.LIVE))
                .isInstanceOf(SchemaState.Backfilling.class);
        assertThat(more.words()).contains("V2.sql");
        assertThat(more.files()).extracting(Proof.File::path).containsExactly("V3.sql", "V2.sql");
    }

    @Test
    @Requirement("SCHEMA-1")
    void columns_that_are_kept_in_step_are_filled_without_a_file_for_it() {
        Proof pair =
                with(Proof.Verdict.PASS, new Proof.File("V2.sql", Proof.Phase.EXPAND, "V", true));
        Proof none = with(Proof.Verdict.PASS, new Proof.File("V2.sql", Proof.Phase.EXPAND, "V"));

        assertThat(to(in(new SchemaState.Expanded(AT, pair)), Release.LIVE))
                .isInstanceOf(SchemaState.Backfilling.class);
        assertThat(to(in(new SchemaState.Expanded(AT, none)), Release.LIVE))
                .isInstanceOf(SchemaState.Settled.class);
    }

    @Test
    @Requirement("SCHEMA-1")
    void a_proof_that_was_made_once_more_after_the_gates_and_failed_starts_nothing() {
        Proof failed = with(Proof.Verdict.FAIL, rename().files().getFirst());
        Proof unknown = with(Proof.Verdict.INCONCLUSIVE, rename().files().getFirst());

        assertThat(to(in(new SchemaState.Proven(AT, failed)), Release.STARTING))
                .isEqualTo(
                        new SchemaState.Refused(AT, Optional.of(failed), failed.words(), "PROVEN"));
        assertThat(
                        SchemaRules.next(
                                in(new SchemaState.Proven(AT, unknown)), seen(Release.STARTING)))
                .isInstanceOf(SchemaDecision.Stay.class);
    }

    @Test
    @Requirement("SCHEMA-4")
    void work_of_a_release_that_went_back_ends_although_another_one_is_asked_for() {
        assertThat(to(in(new SchemaState.Expanding(AT, rename())), Release.BEFORE))
                .isInstanceOf(SchemaState.Left.class);
        assertThat(to(in(new SchemaState.Backfilling(AT, rename())), Release.BEFORE))
                .isInstanceOf(SchemaState.Left.class);
    }

    @Test
    @Requirement("SCHEMA-4")
    void what_became_of_the_data_is_told_of_every_state_that_is_an_end() {
        Proof adds = with(Proof.Verdict.PASS, new Proof.File("V2.sql", Proof.Phase.EXPAND, "V"));

        assertThat(data(new SchemaState.Complete(AT, rename(), false)))
                .isEqualTo(DataVerdict.Kind.FILLED);
        assertThat(data(new SchemaState.Complete(AT, adds, false)))
                .isEqualTo(DataVerdict.Kind.EXPANDED);
        assertThat(data(new SchemaState.Complete(AT, rename(), true)))
                .isEqualTo(DataVerdict.Kind.CONTRACTED);
        assertThat(data(new SchemaState.Refused(AT, Optional.empty(), "V2 was edited")))
                .isEqualTo(DataVerdict.Kind.UNCHANGED);
        assertThat(
                        data(
                                new SchemaState.Refused(
                                        AT, Optional.of(rename()), "no privilege", "BACKFILLING")))
                .isEqualTo(DataVerdict.Kind.PART_FILLED);
        assertThat(data(new SchemaState.Backfilling(AT, rename())))
                .isEqualTo(DataVerdict.Kind.UNDER_WAY);
        assertThat(data(to(in(new SchemaState.Settled(AT, rename())), Release.GONE)))
                .isEqualTo(DataVerdict.Kind.FILLED);
        assertThat(data(to(in(new SchemaState.Settled(AT, adds)), Release.GONE)))
                .isEqualTo(DataVerdict.Kind.EXPANDED);
    }

    private static DataVerdict.Kind data(SchemaState state) {
        return DataVerdict.of(in(state)).kind();
    }

    private static SchemaState to(SchemaChange change, Release release) {
        SchemaDecision next = SchemaRules.next(change, seen(release));
        assertThat(next).isInstanceOf(SchemaDecision.Move.class);
        return ((SchemaDecision.Move) next).to();
    }

    private static SchemaSeen working(Release release, Errand errand, boolean retry) {
        return new SchemaSeen(
                AT, release, Optional.of(errand), Optional.of(LONG), SchemaSamples.QUIET, retry);
    }

    private static SchemaSeen rested(Release release, Errand errand) {
        return new SchemaSeen(
                AT, release, Optional.of(errand), Optional.empty(), SchemaSamples.QUIET, true);
    }

    private static Proof with(Proof.Verdict verdict, Proof.File file) {
        return new Proof(
                verdict, "found", List.of(file), rename().cells(), AT, AT.plus(Duration.ofDays(7)));
    }
}
