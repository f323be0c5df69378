package dev.surefoot.server.promotion;

import static dev.surefoot.server.promotion.Samples.T0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Culprit;
import dev.surefoot.judge.HoldReason;
import dev.surefoot.judge.Judgement;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Whatever is seen, in whatever order: only legal moves, and exposure grows only as judged. */
class TransitionsTest {
    private static final int SEQUENCES = 3_000;
    private static final int LONGEST = 60;

    private static final Map<String, Set<String>> LEGAL =
            Map.ofEntries(
                    Map.entry("REQUESTED", Set.of("GATED", "FAILED", "SUPERSEDED")),
                    Map.entry("GATED", Set.of("PREPARING", "FAILED", "SUPERSEDED")),
                    Map.entry("PREPARING", Set.of("EXPANDING", "FAILED", "SUPERSEDED")),
                    Map.entry("EXPANDING", Set.of("EXPANDING", "EXPOSING", "FAILED")),
                    Map.entry(
                            "EXPOSING",
                            Set.of(
                                    "EXPOSING",
                                    "JUDGING",
                                    "WATCHING",
                                    "BAKING",
                                    "FROZEN",
                                    "ROLLING_BACK")),
                    Map.entry("JUDGING", Set.of("EXPOSING", "FROZEN", "ROLLING_BACK")),
                    Map.entry("WATCHING", Set.of("EXPOSING", "FROZEN", "ROLLING_BACK")),
                    Map.entry("BAKING", Set.of("COMPLETED", "FROZEN", "ROLLING_BACK")),
                    Map.entry(
                            "FROZEN",
                            Set.of("FROZEN", "JUDGING", "WATCHING", "BAKING", "ROLLING_BACK")),
                    Map.entry("ROLLING_BACK", Set.of("ROLLING_BACK", "ROLLED_BACK")),
                    Map.entry("COMPLETED", Set.of("ROLLING_BACK")),
                    Map.entry("ROLLED_BACK", Set.of()),
                    Map.entry("FAILED", Set.of()),
                    Map.entry("SUPERSEDED", Set.of()));

    @Test
    @Requirement("PROM-1")
    void every_state_has_an_answer_to_every_observation() {
        for (PromotionState state : Samples.everyState()) {
            for (Seen seen : everySeen()) {
                for (Instant at : List.of(T0, T0.minusSeconds(9_999), T0.plusSeconds(99_999))) {
                    Decision decision =
                            PromotionRules.next(Samples.in(state), Observation.of(at, seen));

                    assertLegal(state, decision, seen);
                }
            }
        }
    }

    @Test
    @Requirement("PROM-1")
    @Requirement("PROM-6")
    void thousands_of_random_stories_hold_to_the_table_of_legal_moves() {
        Set<String> met = new TreeSet<>();
        for (long seed = 0; seed < SEQUENCES; seed++) {
            met.addAll(story(seed));
        }

        // Whoever takes a state out of reach does not get past this.
        assertThat(met).isEqualTo(new TreeSet<>(LEGAL.keySet()));
    }

    private static Set<String> story(long seed) {
        Random random = new Random(seed * 0x9E37_79B9_7F4A_7C15L);
        List<Seen> seen = everySeen();
        Promotion promotion =
                Samples.in(new PromotionState.Requested(T0), plan(random), random.nextInt(8) == 0);
        promotion = promotion.with(Samples.ARMS);
        Set<String> met = new TreeSet<>(Set.of("REQUESTED"));
        Instant at = T0;
        for (int i = 0; i < LONGEST; i++) {
            at = at.plusSeconds(random.nextInt(20) - 2);
            Observation observation =
                    new Observation(
                            at,
                            chance(random, 60) ? Optional.of(Samples.ASK) : Optional.empty(),
                            chance(random, 40) ? Optional.of(Samples.OTHER) : Optional.empty(),
                            chance(random, 2)
                                    ? helpful(promotion, random)
                                    : seen.get(random.nextInt(seen.size())));
            Decision decision = PromotionRules.next(promotion, observation);
            if (decision instanceof Decision.Move move) {
                assertLegal(promotion.state(), decision, "seed " + seed + " " + observation);
                assertGrowth(promotion, move, observation, seed);
                promotion = promotion.in(move.to());
                promotion = promotion.with(move.course().orElse(promotion.course()));
                met.add(move.to().label());
            }
        }
        return met;
    }

    /** Exposure rises only out of Judging or Watching, by a judgement, on firm ground, unasked. */
    private static void assertGrowth(
            Promotion before, Decision.Move move, Observation seen, long seed) {
        int was = PromotionRow.share(before.state()).map(Share::basisPoints).orElse(0);
        int is = PromotionRow.share(move.to()).map(Share::basisPoints).orElse(0);
        if (is <= was) {
            return;
        }
        String what = "seed %d: %s on %s".formatted(seed, before.state(), seen);
        assertThat(move.to()).as(what).isInstanceOf(PromotionState.Exposing.class);
        assertThat(seen.ask()).as(what).isEmpty();
        if (before.state() instanceof PromotionState.Expanding) {
            assertThat(seen.seen()).as(what).isInstanceOf(Seen.Healthy.class);
            return;
        }
        assertThat(before.state().label()).as(what).isIn("JUDGING", "WATCHING");
        assertThat(seen.seen()).as(what).isInstanceOf(Seen.Judged.class);
        Seen.Judged judged = (Seen.Judged) seen.seen();
        assertThat(judged.ground()).as(what).isEqualTo(Seen.Ground.FIRM);
        assertThat(judged.step().judgement())
                .as(what)
                .isNotInstanceOf(Judgement.Rollback.class)
                .isNotInstanceOf(Judgement.Inconclusive.class);
    }

    private static void assertLegal(PromotionState from, Decision decision, Object on) {
        if (decision instanceof Decision.Move move) {
            assertThat(LEGAL.get(from.label()))
                    .as("%s -> %s on %s", from, move.to(), on)
                    .contains(move.to().label());
            assertThat(move.why()).isNotBlank();
        } else {
            assertThat(((Decision.Stay) decision).waitingFor()).isNotBlank();
        }
    }

    /** What brings it on, so that the stories come far. */
    private static Seen helpful(Promotion promotion, Random random) {
        return switch (promotion.state()) {
            case PromotionState.Requested s -> new Seen.LaneFree();
            case PromotionState.Gated s -> Gates.passed();
            case PromotionState.Preparing s -> Seen.Prepared.with(Samples.recovery());
            case PromotionState.Expanding s ->
                    s.failure().isPresent() ? new Seen.Gone() : new Seen.Healthy();
            case PromotionState.Exposing s ->
                    new Seen.Splits(ExposureRules.split(Samples.ARMS, s.share()), "a");
            case PromotionState.RollingBack s -> new Seen.Reverted(s.since());
            case PromotionState.Judging s when random.nextBoolean() ->
                    Samples.judged(Samples.promote(), 9_500);
            default -> Samples.judged(Samples.hold(HoldReason.RAILS_ONLY), 5_000);
        };
    }

    private static List<Seen> everySeen() {
        List<Seen.Ground> grounds =
                List.of(
                        Seen.Ground.FIRM,
                        Samples.silent(),
                        Samples.wayBackBroken(),
                        Samples.gatesBroken(),
                        Samples.canaryDead(),
                        Samples.lapsed(),
                        Samples.frozen());
        List<Judgement> judgements =
                List.of(
                        Samples.promote(),
                        Samples.hold(),
                        Samples.hold(HoldReason.STALE),
                        Samples.hold(HoldReason.RAILS_ONLY),
                        Samples.inconclusive(),
                        Samples.rollback(Culprit.Kind.ERRORS),
                        Samples.rollback(Culprit.Kind.READINESS));
        List<Seen> all =
                new java.util.ArrayList<>(
                        List.of(
                                new Seen.Unknown("no answer"),
                                new Seen.LaneFree(),
                                new Seen.LaneTaken("another"),
                                Gates.passed(),
                                new Seen.GateFailed("a CVE"),
                                new Seen.GatesWaiting("tests"),
                                Seen.Prepared.with(Samples.recovery()),
                                new Seen.Refusal("no bytes"),
                                new Seen.Starting(1, 3),
                                new Seen.Healthy(),
                                new Seen.WrongDigest("another"),
                                new Seen.Dead("died"),
                                new Seen.Gone(),
                                new Seen.Splits(new Split(Slot.BLUE, new Share(500)), "a"),
                                new Seen.Splits(Split.allTo(Slot.GREEN), "a"),
                                new Seen.Reverted(T0)));
        for (int i = 0; i < 4; i++) {
            all.add(
                    new Seen.Counted(
                            Samples.counters("a", T0.plusSeconds(2L * i), 50, 100L * i),
                            Optional.empty()));
        }
        for (Judgement judgement : judgements) {
            for (Seen.Ground ground : grounds) {
                all.add(Samples.judged(judgement, 5_000, ground));
            }
        }
        return all;
    }

    private static RolloutPlan plan(Random random) {
        Duration watch = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(30);
        OnInconclusive then = random.nextBoolean() ? OnInconclusive.HOLD : OnInconclusive.ROLLBACK;
        return random.nextBoolean() ? Samples.canary(watch, then) : Samples.budget(watch, then);
    }

    private static boolean chance(Random random, int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
