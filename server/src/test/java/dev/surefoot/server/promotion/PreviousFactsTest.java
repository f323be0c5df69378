package dev.surefoot.server.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.SloSettings;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** How the same bytes did before, and for how long. */
@Requirement("GATE-7")
class PreviousFactsTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:30Z");
    private static final Digest GOOD = Samples.digest("good");
    private static final Digest NEXT = Samples.digest("next");
    private static final SloSettings SLO =
            new SloSettings(
                    new Share(9_990),
                    Optional.of(new SloSettings.Latency(Duration.ofMillis(300), new Share(9_900))),
                    Duration.ofDays(30));

    private final World past = new World();

    @Test
    void bytes_that_kept_the_slo_for_hours_are_verified_there() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.minute(5, 1_000, 1, 995);

        Map<String, Fact> facts = facts("production");

        assertThat(value(facts, "previous.same_digest")).isEqualTo(true);
        assertThat(value(facts, "previous.verified")).isEqualTo(true);
        assertThat(value(facts, "previous.exposed_for")).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void errors_above_the_slo_and_slow_answers_are_named() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.minute(5, 1_000, 2, 1_000);
        assertThat(facts("production").get("previous.verified"))
                .isInstanceOfSatisfying(
                        Fact.Known.class,
                        known -> {
                            assertThat(known.value()).isEqualTo(false);
                            assertThat(known.passedOver().getFirst().why())
                                    .isEqualTo("availability was below 99.9%");
                        });

        past.minutes.clear();
        past.minute(5, 1_000, 0, 989);
        assertThat(fact(facts("production"), "previous.verified").passedOver().getFirst().why())
                .isEqualTo("fewer than 99% of requests were answered within 300 ms");
    }

    @Test
    void too_little_traffic_is_never_a_yes() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.minute(5, 29, 0, 29);

        assertThat(why(facts("production"), "previous.verified"))
                .contains("staging: fewer than 30 requests");
    }

    @Test
    void only_whole_minutes_of_its_own_slot_after_its_completion_count() {
        past.completed(GOOD, AT.minus(Duration.ofMinutes(3)));
        past.minute(4, 1_000, 0, 1_000);
        past.minute(0, 1_000, 0, 1_000);
        past.minutes.add(minute(Slot.BLUE, 2, 1_000, 0, 1_000));

        assertThat(why(facts("production"), "previous.verified")).contains("fewer than 30");
        past.minute(2, 30, 0, 30);
        assertThat(value(facts("production"), "previous.verified")).isEqualTo(true);
    }

    @Test
    void a_newer_version_on_its_way_takes_nothing_away() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.completed(NEXT, AT.minus(Duration.ofHours(1)));
        past.minute(90, 1_000, 0, 1_000);
        past.minute(5, 1_000, 900, 1_000);

        Map<String, Fact> facts = facts("production");

        assertThat(value(facts, "previous.exposed_for")).isEqualTo(Duration.ofHours(2));
        assertThat(value(facts, "previous.verified")).isEqualTo(true);
    }

    @Test
    void a_newer_version_that_was_taken_back_on_its_way_counts_as_if_it_had_not_been() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.takenBack(NEXT, AT.minus(Duration.ofHours(1)), AT);

        assertThat(value(facts("production"), "previous.exposed_for"))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void time_in_which_another_version_was_complete_is_not_the_older_ones() {
        past.completed(GOOD, AT.minus(Duration.ofHours(13)));
        Instant back = AT.minus(Duration.ofHours(1));
        past.takenBack(NEXT, AT.minus(Duration.ofHours(3)), back);
        past.everybody(AT.minus(Duration.ofHours(3)));
        past.minute(30, 1_000, 0, 1_000);

        Map<String, Fact> facts = facts("production");

        assertThat(value(facts, "previous.exposed_for")).isEqualTo(Duration.ofHours(11));
        assertThat(value(facts, "previous.verified")).isEqualTo(true);
        past.minutes.clear();
        past.minute(90, 1_000, 0, 1_000); // When the other one had all traffic.
        assertThat(why(facts("production"), "previous.verified")).contains("fewer than 30");
    }

    @Test
    void a_version_that_is_being_taken_back_has_all_traffic_until_the_router_gave_it_back() {
        past.completed(GOOD, AT.minus(Duration.ofHours(13)));
        Instant full = AT.minus(Duration.ofHours(3));
        past.ended(NEXT, Samples.rollingBack(new RollbackPhase.Switching()), full);
        past.everybody(full);

        assertThat(value(facts("production"), "previous.exposed_for"))
                .isEqualTo(Duration.ofHours(10));
    }

    @Test
    void a_canary_takes_nothing_away_until_it_has_everybody() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.ended(
                NEXT,
                new PromotionState.Judging(AT, new Share(500)),
                AT.minus(Duration.ofHours(1)));

        assertThat(value(facts("production"), "previous.exposed_for"))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void other_bytes_prove_nothing_and_neither_do_bytes_that_were_taken_back() {
        past.completed(NEXT, AT.minus(Duration.ofHours(3)));
        past.ended(
                GOOD,
                new PromotionState.RolledBack(
                        AT,
                        Samples.CAUSE,
                        new PromotionState.RolledBack.Times(AT, AT, AT, Optional.empty())),
                AT.minus(Duration.ofHours(5)));

        Map<String, Fact> facts = facts("production");

        assertThat(value(facts, "previous.same_digest")).isEqualTo(false);
        assertThat(why(facts, "previous.verified")).contains("promote it there first");
    }

    @Test
    void without_an_slo_a_histogram_or_an_environment_before_nothing_is_known() {
        past.completed(GOOD, AT.minus(Duration.ofHours(3)));
        past.minute(5, 1_000, 0, 1_000);

        assertThat(why(facts("staging"), "previous.same_digest"))
                .contains("no environment before staging");
        past.bounds = List.of(100L, 250L);
        assertThat(why(facts("production"), "previous.verified"))
                .contains("set slo.latency.bound to one of [100, 250] ms");
        past.slo = Optional.empty();
        assertThat(why(facts("production"), "previous.verified")).contains("staging has no slo");
    }

    private Map<String, Fact> facts(String environment) {
        return new PreviousFacts(past)
                .facts(
                        new GateSubject(
                                "shop",
                                environment,
                                new UUID(1, 2),
                                GOOD,
                                Samples.digest("config"),
                                1),
                        List.of(),
                        AT);
    }

    private static Fact fact(Map<String, Fact> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    private static Object value(Map<String, Fact> facts, String name) {
        assertThat(facts.get(name)).as(name).isInstanceOf(Fact.Known.class);
        return ((Fact.Known) java.util.Objects.requireNonNull(facts.get(name))).value();
    }

    private static String why(Map<String, Fact> facts, String name) {
        assertThat(facts.get(name)).as(name).isInstanceOf(Fact.Absent.class);
        return ((Fact.Absent) java.util.Objects.requireNonNull(facts.get(name))).why();
    }

    private static TrafficMinute minute(Slot slot, int ago, long all, long bad, long fast) {
        return new TrafficMinute(
                slot,
                "a",
                Instant.parse("2026-11-26T12:00:00Z").minus(Duration.ofMinutes(ago)),
                all,
                bad,
                List.of(fast / 2, fast - fast / 2, all - fast));
    }

    /** A past that the test tells. */
    private static final class World implements PreviousFacts.Past {
        final List<Promotion> promotions = new ArrayList<>();
        final List<TrafficMinute> minutes = new ArrayList<>();
        final Map<UUID, Instant> everybody = new HashMap<>();
        List<Long> bounds = List.of(100L, 300L);
        Optional<SloSettings> slo = Optional.of(SLO);

        void completed(Digest artifact, Instant since) {
            ended(artifact, new PromotionState.Completed(since, since), since);
            everybody(since);
        }

        void takenBack(Digest artifact, Instant exposed, Instant back) {
            ended(
                    artifact,
                    new PromotionState.RolledBack(
                            back,
                            Samples.CAUSE,
                            new PromotionState.RolledBack.Times(
                                    back, back, back, Optional.empty())),
                    exposed);
        }

        /** The newest promotion had all traffic from then on. */
        void everybody(Instant from) {
            everybody.put(promotions.getFirst().id(), from);
        }

        void ended(Digest artifact, PromotionState state, Instant exposedAt) {
            promotions.addFirst(
                    new Promotion(
                            new UUID(0, promotions.size()),
                            new Promotion.Subject(
                                    "shop",
                                    "staging",
                                    new UUID(1, 1),
                                    artifact,
                                    artifact,
                                    1,
                                    false,
                                    exposedAt,
                                    "ann"),
                            Samples.canary(Duration.ofSeconds(3), OnInconclusive.ROLLBACK),
                            Samples.LIMITS,
                            Optional.of(Samples.ARMS),
                            Optional.empty(),
                            Optional.of(exposedAt),
                            Course.START,
                            state,
                            1,
                            1));
        }

        void minute(int ago, long all, long bad, long fast) {
            minutes.add(PreviousFactsTest.minute(Slot.GREEN, ago, all, bad, fast));
        }

        @Override
        public Optional<PreviousFacts.Before> before(GateSubject subject) {
            return subject.environment().equals("production")
                    ? Optional.of(new PreviousFacts.Before("staging", slo))
                    : Optional.empty();
        }

        @Override
        public List<Promotion> newest(String service, String environment, int limit) {
            return environment.equals("staging") ? promotions : List.of();
        }

        @Override
        public Optional<Instant> everybodyFrom(Promotion promotion) {
            return Optional.ofNullable(everybody.get(promotion.id()));
        }

        @Override
        public List<TrafficMinute> minutes(RouteKey route, Instant from) {
            return minutes.stream().filter(m -> !m.minute().isBefore(from)).toList();
        }

        @Override
        public List<Long> boundsMs(RouteKey route) {
            return bounds;
        }
    }
}
