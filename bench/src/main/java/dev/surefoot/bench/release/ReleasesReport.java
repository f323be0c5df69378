package dev.surefoot.bench.release;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** All releases together, and whether the bars hold. Pure. */
record ReleasesReport(
        Machine machine, List<ReleaseResult> bad, List<ReleaseResult> good, double minutes) {
    private static final double MOST_CANARY_REQUESTS = 600;
    private static final double MOST_LATE_MS = 100;

    ReleasesReport {
        bad = List.copyOf(bad);
        good = List.copyOf(good);
    }

    /** What programs get. */
    record Document(ReleasesReport measured, List<Bar> bars) {}

    Table table() {
        Table table =
                new Table(
                        "release",
                        "outcome",
                        "decided s",
                        "judge",
                        "failed",
                        "proxy",
                        "failed",
                        "users",
                        "failed",
                        "last ms",
                        "users ms",
                        "back ms",
                        "no answer",
                        "req/s",
                        "late ms");
        all().forEach(result -> table.row(row(result)));
        return table;
    }

    private static String[] row(ReleaseResult r) {
        return new String[] {
            r.version() + " seed " + r.seed(),
            r.outcome() + (r.reason().isEmpty() ? "" : " " + r.reason()),
            r.secondsToDecision().map(Numbers::brief).orElse("-"),
            Long.toString(r.judge().requests()),
            Long.toString(r.judge().errors()),
            Long.toString(r.proxy().requests()),
            Long.toString(r.proxy().errors()),
            Long.toString(r.users().requests()),
            Long.toString(r.users().errors()),
            r.lastBadRequestMs().map(Object::toString).orElse("-"),
            r.lastBadRequestUsersMs().map(Object::toString).orElse("-"),
            r.executedMs().map(Object::toString).orElse("-"),
            Long.toString(r.unanswered() + r.unsigned()),
            Numbers.brief(Math.rint(r.requestsPerSecond())),
            Long.toString(r.worstDelayMs())
        };
    }

    /** What the medians are; the bars say the rest. */
    List<String> words() {
        return List.of(
                "bad: median "
                        + Numbers.brief(Numbers.median(ofJudge(bad)))
                        + " canary requests by the judge, "
                        + Numbers.brief(canaryRequests(bad))
                        + " by the proxy; decided after "
                        + Numbers.brief(Numbers.median(seconds(bad)))
                        + " s",
                "good: median "
                        + Numbers.brief(Numbers.median(ofJudge(good)))
                        + " canary requests by the judge; decided after "
                        + Numbers.brief(Numbers.median(seconds(good)))
                        + " s (expected 21), at most "
                        + Numbers.brief(Numbers.most(seconds(good)))
                        + " s");
    }

    List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        bars.add(
                Bar.atMost(
                        "canary requests of a bad version, median of all it ever got",
                        "requests",
                        MOST_CANARY_REQUESTS,
                        canaryRequests(bad)));
        bars.add(
                Bar.atMost(
                        "bad versions not taken back",
                        "of " + bad.size(),
                        0,
                        count(bad, bad.stream().filter(r -> !r.takenBack()).count())));
        bars.add(
                Bar.atLeast(
                        "good versions that reached everyone",
                        "of " + good.size(),
                        good.size(),
                        count(good, good.stream().filter(ReleaseResult::completed).count())));
        bars.add(
                Bar.atMost(
                        "last request begun on a bad version after the decision, worst",
                        "ms",
                        MOST_LATE_MS,
                        Numbers.most(late(bad))));
        bars.add(
                Bar.atMost(
                        "requests without an answer, or answered by the proxy itself",
                        "requests",
                        0,
                        sum(all().stream().mapToLong(r -> r.unanswered() + r.unsigned()).sum())));
        bars.add(
                Bar.atMost(
                        "canary requests that proxy and users count differently",
                        "requests",
                        0,
                        sum(all().stream().mapToLong(ReleaseResult::disagreement).sum())));
        bars.add(
                Bar.atMost(
                        "releases in which the judge counted more than there was",
                        "releases",
                        0,
                        sum(all().stream().filter(r -> !r.judgeWithin()).count())));
        return bars;
    }

    private List<ReleaseResult> all() {
        List<ReleaseResult> all = new ArrayList<>(bad);
        all.addAll(good);
        return all;
    }

    private OptionalDouble sum(long value) {
        return count(all(), value);
    }

    /** A count among nothing is no measurement. */
    private static OptionalDouble count(List<ReleaseResult> among, long value) {
        return among.isEmpty() ? OptionalDouble.empty() : Numbers.of(value);
    }

    private static OptionalDouble canaryRequests(List<ReleaseResult> results) {
        return Numbers.median(results.stream().map(r -> r.proxy().requests()).toList());
    }

    private static List<Long> ofJudge(List<ReleaseResult> results) {
        return results.stream().map(r -> r.judge().requests()).toList();
    }

    private static List<Double> seconds(List<ReleaseResult> results) {
        return results.stream()
                .map(ReleaseResult::secondsToDecision)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Long> late(List<ReleaseResult> results) {
        return results.stream()
                .map(ReleaseResult::lastBadRequestMs)
                .flatMap(Optional::stream)
                .toList();
    }
}
