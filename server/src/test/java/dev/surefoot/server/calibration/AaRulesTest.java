package dev.surefoot.server.calibration;

import static dev.surefoot.server.calibration.Past.MIDNIGHT;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.judge.Plan;
import dev.surefoot.server.calibration.AaRules.Material;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one hour's minutes say. */
class AaRulesTest {
    private static final Duration LENGTH = Duration.ofMinutes(30);
    private static final Instant END = MIDNIGHT.plus(LENGTH);

    private final Past past = new Past();

    @Test
    void alike_instances_raise_no_alarm() {
        past.serve(Slot.BLUE, 4, MIDNIGHT, END);

        assertThat(judge(1))
                .isEqualTo(new AaOutcome.Judged(.01, 1, 1, 4, 1, 30L * 300))
                .isEqualTo(judge(1));
    }

    @Test
    @Requirement("AA-2")
    void an_instance_that_is_worse_raises_one_when_it_plays_the_canary() {
        past.serve(Slot.BLUE, 1, MIDNIGHT, END);
        for (TrafficMinute minute : List.copyOf(past.minutes)) {
            past.minutes.add(
                    new TrafficMinute(Slot.BLUE, "bad", minute.minute(), 300, 60, List.of()));
        }

        List<Boolean> alarms = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            alarms.add(((AaOutcome.Judged) judge(seed)).falseAlarm());
        }

        assertThat(alarms).contains(true, false);
    }

    @Test
    @Requirement("AA-4")
    void too_little_to_judge_is_said_and_never_a_pass() {
        assertThat(judge(1)).isEqualTo(none("no traffic"));

        past.serve(Slot.BLUE, 1, MIDNIGHT, END);
        assertThat(judge(1))
                .isEqualTo(none("needs at least 2 instances that serve throughout, there were 1"));

        past.minutes.clear();
        past.serve(Slot.BLUE, 3, MIDNIGHT, MIDNIGHT.plusSeconds(600));
        assertThat(judge(1))
                .isEqualTo(
                        none(
                                "too little traffic: both arms served in 10 of 30 minutes, the"
                                        + " quieter 3000 requests"));

        past.minutes.clear();
        for (int i = 0; i < 30; i++) {
            Instant at = MIDNIGHT.plusSeconds(60L * i);
            past.minutes.add(new TrafficMinute(Slot.BLUE, "a", at, 0, 0, List.of()));
        }
        assertThat(judge(1)).isEqualTo(none("no traffic"));
    }

    @Test
    void an_instance_that_came_late_does_not_take_part() {
        past.serve(Slot.BLUE, 2, MIDNIGHT, END);
        Instant late = END.minusSeconds(60);
        past.minutes.add(new TrafficMinute(Slot.BLUE, "late", late, 300, 300, List.of()));

        assertThat(((AaOutcome.Judged) judge(1)).instances()).isEqualTo(2);
    }

    @Test
    void latencies_are_judged_where_the_plan_has_them() {
        past.plan = past.plan.withLatency(List.of(.1, .5), Optional.empty());
        serveSlow("fast", List.of(290L, 10L, 0L));
        serveSlow("slow", List.of(100L, 100L, 100L));

        List<AaOutcome> outcomes = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            outcomes.add(AaRules.judge(material(past.plan, List.of(100L, 500L), seed)));
        }

        assertThat(outcomes)
                .allMatch(AaOutcome.Judged.class::isInstance)
                .anyMatch(it -> ((AaOutcome.Judged) it).falseAlarm())
                .anyMatch(it -> !((AaOutcome.Judged) it).falseAlarm());
        assertThat(AaRules.judge(material(past.plan, List.of(100L, 400L), 1)))
                .isEqualTo(none("the minutes have no latencies at the plan's bounds"));
    }

    private void serveSlow(String instance, List<Long> buckets) {
        for (int i = 0; i < 30; i++) {
            past.minutes.add(
                    new TrafficMinute(
                            Slot.BLUE, instance, MIDNIGHT.plusSeconds(60L * i), 290, 0, buckets));
        }
    }

    private AaOutcome judge(long seed) {
        return AaRules.judge(material(past.plan, List.of(), seed));
    }

    private Material material(Plan plan, List<Long> bounds, long seed) {
        return new Material(plan, past.minutes, LENGTH, bounds, seed);
    }

    private static AaOutcome none(String reason) {
        return new AaOutcome.NotJudged(reason);
    }
}
