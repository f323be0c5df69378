package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Limit;
import dev.surefoot.bench.decisions.run.ReleaseScenarios;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenarios;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pictures that the results allow, by file name. */
final class Pictures {
    private static final String SWEEP = "SWEEP";
    private static final double LIMIT = Limit.requests(.01, .001, .05, .01);

    private Pictures() {}

    static Map<String, String> of(Kept kept) {
        Map<String, String> files = new TreeMap<>();
        List<Result> a = kept.of(Scenarios.A);
        if (!a.isEmpty()) {
            files.put("decisions-requests.svg", requests(a));
        }
        List<Svg.Point> points = points(kept, kept.compared(Scenarios.A));
        if (!points.isEmpty()) {
            files.put("decisions-matched.svg", cloud(points));
        }
        List<Result> bad = kept.of("1000 rps: bad 5 %");
        if (!bad.isEmpty()) {
            files.put("decisions-harm.svg", harm(bad));
        }
        List<Result> good = kept.of("1000" + ReleaseScenarios.GOOD);
        if (!good.isEmpty()) {
            files.put("decisions-time.svg", time(good));
        }
        return files;
    }

    private static String time(List<Result> good) {
        return Svg.bars(
                "Seconds until a good version has everybody, 1,000 rps, each with its schedule",
                "seconds, mean; 95 % of the traffic",
                0,
                good.stream()
                        .filter(r -> r.fullMs().isPresent())
                        .sorted(Comparator.comparingDouble(r -> r.fullMs().orElseThrow()))
                        .map(
                                r ->
                                        bar(
                                                r,
                                                r.fullMs().orElseThrow() / 1_000,
                                                Markdown.number(r.fullMs().orElseThrow() / 1_000)
                                                        + ", taken back "
                                                        + Cells.share(r.rollbacks(), r.n())))
                        .toList());
    }

    private static String requests(List<Result> a) {
        return Svg.bars(
                "Canary requests until the rollback, 0.1 % → 1 % errors, 5 % of 1,000 rps",
                "requests, mean; dashed: limit",
                LIMIT,
                a.stream()
                        .filter(r -> !r.group().equals(SWEEP))
                        .sorted(Comparator.comparingDouble(Result::requestsMean))
                        .map(r -> bar(r, r.requestsMean(), Cells.found(r)))
                        .toList());
    }

    private static String harm(List<Result> bad) {
        return Svg.bars(
                "Failed requests of a release that fails 5 %, 1,000 rps, each with its schedule",
                "requests, mean",
                0,
                bad.stream()
                        .sorted(Comparator.comparingDouble(Result::failedMean))
                        .map(r -> bar(r, r.failedMean(), Markdown.number(r.failedMean())))
                        .toList());
    }

    private static Svg.Bar bar(Result result, double value, String note) {
        return new Svg.Bar(result.name(), value, ours(result), note);
    }

    private static List<Svg.Point> points(Kept kept, List<Result> a) {
        List<Result> same = kept.compared(Scenarios.SAME_AS_A);
        return a.stream()
                .filter(r -> r.missed() == 0 && !r.judge().equals("Oracle SPRT"))
                .flatMap(
                        r ->
                                Kept.one(same, Scenarios.SAME_AS_A, r.name()).stream()
                                        .map(
                                                s ->
                                                        new Svg.Point(
                                                                r.requestsMean(),
                                                                s.wilsonHigh(),
                                                                ours(r),
                                                                r.name())))
                .toList();
    }

    private static String cloud(List<Svg.Point> points) {
        return Svg.cloud(
                "Every setting: requests until the rollback, and sound versions taken back",
                "canary requests until the rollback (across); false rollbacks in an hour,"
                        + " upper bound (up)",
                points);
    }

    private static boolean ours(Result result) {
        return result.judge().equals(Roster.OURS);
    }
}
