package dev.surefoot.cli.stream;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.RefusedWindow;
import dev.surefoot.judge.aa.AaRelease;
import dev.surefoot.judge.aa.Calibration;
import dev.surefoot.judge.aa.FleetSplit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Judges the baseline of a stream against itself, release after release, each with several random
 * splits of its instances side by side. Reads the stream once; keeps one window and a state a
 * split, however long the stream is.
 */
public final class StreamAa {
    /** As few as a step of exposure needs. */
    private static final long FEWEST_REQUESTS = 30;

    private final Slices slices;
    private final Request request;
    private final Plan plan;
    private final int[] kept;
    private final RandomGenerator random;
    private long releases;
    private long runs;
    private long falseAlarms;
    private long independent;
    private long leftOut;
    private Optional<String> reason = Optional.empty();

    private StreamAa(StreamFile file, Request request) {
        this.slices = new Slices(file);
        this.request = request;
        this.plan = request.plan().apply(slices.nominal());
        this.kept = StreamJudge.kept(plan, file.bounds());
        this.random = new SplittableRandom(request.seed());
    }

    /**
     * What is asked.
     *
     * @param plan makes a plan of the length of a window
     * @param length how long a release is
     * @param share of the instances that play the canary, from 0 to 1
     * @param splits how many a release has; if empty, as many as there are without an instance
     *     playing the canary twice
     * @param seed draws the instances
     */
    public record Request(
            Function<Duration, Plan> plan,
            Duration length,
            double share,
            OptionalInt splits,
            long seed) {}

    /**
     * What came out.
     *
     * @param calibration of all splits of all releases; its interval counts those of one release in
     *     which an instance plays twice only once
     * @param releases stretches of time that were judged
     * @param leftOut stretches that could not be
     * @param reason why the last of those could not
     */
    public record Result(
            Plan plan,
            Calibration calibration,
            long independent,
            long releases,
            long leftOut,
            Optional<String> reason) {}

    /**
     * Judges until the end of the stream.
     *
     * @throws UnreadableStream naming line and column of what can't be
     */
    public static Result judge(StreamFile file, Request request) {
        StreamAa aa = new StreamAa(file, request);
        List<Slice> ahead = aa.slices.upcoming();
        while (!ahead.isEmpty()) {
            aa.release(ahead);
            ahead = aa.slices.upcoming();
        }
        return new Result(
                aa.plan,
                Calibration.of(aa.plan.alpha(), aa.falseAlarms, aa.runs, aa.independent),
                aa.independent,
                aa.releases,
                aa.leftOut,
                aa.reason);
    }

    private void release(List<Slice> ahead) {
        Instant end = ahead.getFirst().time().plus(request.length());
        List<String> fleet = steady(ahead, end);
        List<FleetSplit> disjoint = FleetSplit.disjoint(fleet, request.share(), random);
        List<AaRelease> side = new ArrayList<>();
        if (!disjoint.isEmpty()) {
            splits(disjoint, fleet).forEach(it -> side.add(new AaRelease(it, List.of(plan))));
        }
        feed(end, side);
        if (disjoint.isEmpty()) {
            leftOut(
                    "needs at least %d instances of the baseline, there were %d"
                            .formatted(FleetSplit.FEWEST_INSTANCES, fleet.size()));
        } else {
            count(side, disjoint.size());
        }
    }

    private List<FleetSplit> splits(List<FleetSplit> disjoint, List<String> fleet) {
        int wanted = request.splits().orElse(disjoint.size());
        List<FleetSplit> splits = new ArrayList<>(disjoint);
        while (splits.size() < wanted) {
            splits.addAll(FleetSplit.disjoint(fleet, request.share(), random));
        }
        return splits.subList(0, wanted);
    }

    private void feed(Instant end, List<AaRelease> side) {
        while (slices.begins().filter(at -> at.isBefore(end)).isPresent()) {
            Slice slice = slices.next().orElseThrow();
            List<Counts> counts = StreamJudge.counts(slice.baseline(), kept);
            try {
                side.forEach(it -> it.next(slice.time(), slices.end(slice), counts));
            } catch (RefusedWindow e) {
                throw StreamJudge.refused(slice, e);
            }
        }
    }

    private void count(List<AaRelease> side, int disjoint) {
        long judged = 0;
        for (AaRelease release : side) {
            Duration compared = slices.nominal().multipliedBy(2 * release.compared());
            if (compared.compareTo(request.length()) >= 0
                    && release.fewerRequests() >= FEWEST_REQUESTS) {
                judged++;
                falseAlarms += release.alarmed(0) ? 1 : 0;
            }
        }
        if (judged == 0) {
            leftOut(
                    "both arms must serve in half of %d s, and %d requests each"
                            .formatted(request.length().toSeconds(), FEWEST_REQUESTS));
            return;
        }
        releases++;
        runs += judged;
        independent += Math.min(judged, disjoint);
    }

    private void leftOut(String why) {
        leftOut++;
        reason = Optional.of(why);
    }

    /** Instances in at least half of what is seen of a release beforehand. */
    private static List<String> steady(List<Slice> ahead, Instant end) {
        List<Slice> own = ahead.stream().filter(it -> it.time().isBefore(end)).toList();
        Map<String, Integer> seen = new HashMap<>();
        for (Slice slice : own) {
            slice.baseline().forEach(it -> seen.merge(it.instance(), 1, Integer::sum));
        }
        return seen.entrySet().stream()
                .filter(each -> 2 * each.getValue() >= own.size())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
