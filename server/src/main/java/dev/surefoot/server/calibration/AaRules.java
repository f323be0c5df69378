package dev.surefoot.server.calibration;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.aa.AaRelease;
import dev.surefoot.judge.aa.Damping;
import dev.surefoot.judge.aa.FleetSplit;
import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Judges minutes of one version as a release against itself. Pure; same input, same outcome. */
final class AaRules {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** As few as a step of exposure needs. */
    private static final long FEWEST_REQUESTS = 30;

    private AaRules() {}

    /**
     * What is judged.
     *
     * @param minutes of the running slot alone
     * @param length how much time they should cover
     * @param boundsMs upper bounds of the minutes' latency buckets; the last bucket has none
     * @param seed draws the instances
     */
    record Material(
            Plan plan,
            List<TrafficMinute> minutes,
            Duration length,
            List<Long> boundsMs,
            long seed) {}

    static AaOutcome judge(Material material) {
        Map<Instant, List<TrafficMinute>> byMinute = new TreeMap<>();
        for (TrafficMinute minute : material.minutes()) {
            byMinute.computeIfAbsent(minute.minute(), at -> new ArrayList<>()).add(minute);
        }
        if (material.minutes().stream().allMatch(minute -> minute.requests() == 0)) {
            return new AaOutcome.NotJudged("no traffic");
        }
        Plan plan = material.plan().withWindow(MINUTE);
        Optional<Slower> slower = Slower.of(plan, material.boundsMs());
        if (slower.isEmpty() || !material.minutes().stream().allMatch(slower.get()::fits)) {
            return new AaOutcome.NotJudged("the minutes have no latencies at the plan's bounds");
        }
        List<String> fleet = steady(byMinute);
        List<FleetSplit> splits =
                FleetSplit.disjoint(
                        fleet, Damping.firstShare(plan), new SplittableRandom(material.seed()));
        if (splits.isEmpty()) {
            return new AaOutcome.NotJudged(
                    "needs at least %d instances that serve throughout, there were %d"
                            .formatted(FleetSplit.FEWEST_INSTANCES, fleet.size()));
        }
        AaRelease release = new AaRelease(splits.getFirst(), Damping.ladder(plan));
        byMinute.forEach(
                (at, minutes) -> release.next(at, at.plus(MINUTE), counts(minutes, slower.get())));
        return outcome(material, plan, splits.getFirst(), release);
    }

    private static AaOutcome outcome(
            Material material, Plan plan, FleetSplit split, AaRelease release) {
        if (2 * release.compared() < material.length().toMinutes()
                || release.fewerRequests() < FEWEST_REQUESTS) {
            return new AaOutcome.NotJudged(
                    ("too little traffic: both arms served in %d of %d minutes, the quieter"
                                    + " %d requests")
                            .formatted(
                                    release.compared(),
                                    material.length().toMinutes(),
                                    release.fewerRequests()));
        }
        return new AaOutcome.Judged(
                plan.alpha(),
                plan.dispersion().phi(),
                Damping.quietFrom(release),
                split.canary().size() + split.baseline().size(),
                split.canary().size(),
                release.fewerRequests());
    }

    /** Instances that served in at least half of the minutes. Never looks at errors. */
    private static List<String> steady(Map<Instant, List<TrafficMinute>> byMinute) {
        Map<String, Integer> served = new HashMap<>();
        for (List<TrafficMinute> minutes : byMinute.values()) {
            for (TrafficMinute minute : minutes) {
                served.merge(minute.instance(), minute.requests() > 0 ? 1 : 0, Integer::sum);
            }
        }
        return served.entrySet().stream()
                .filter(each -> 2 * each.getValue() >= byMinute.size())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static List<Counts> counts(List<TrafficMinute> minutes, Slower slower) {
        return minutes.stream()
                .map(
                        minute ->
                                Counts.of(minute.instance(), minute.requests(), minute.errors())
                                        .withSlower(slower.counts(minute)))
                .toList();
    }
}
