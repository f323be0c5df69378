package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenarios;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody at the same rate of false rollbacks: of each judge's settings, those whose upper bound
 * on a sound version's traffic is at most 1 %; of them, for every fault anew, the one that finds it
 * with the fewest requests. That favors rules with many knobs: nobody can tune to the fault. Only
 * rows that were played equally often are compared.
 */
final class Matched {
    private static final double BOUND = .01;

    private static final Map<String, String> SAME =
            Map.of(
                    "1000 rps", Scenarios.SAME_AS_A,
                    "100 rps", "same: 0.1 %, 100 rps",
                    "10 rps", "same: 0.1 %, 10 rps");

    private Matched() {}

    static Optional<Markdown.Rows> table(Kept kept, String rps) {
        List<Result> same = same(kept, rps);
        List<String> faults = faults(kept, rps);
        if (same.isEmpty() || faults.isEmpty()) {
            return Optional.empty();
        }
        List<String> headings = new ArrayList<>(List.of("judge"));
        headings.addAll(faults);
        Markdown.Rows rows = new Markdown.Rows(headings);
        for (String judge : judges(same)) {
            List<String> row = new ArrayList<>(List.of(judge));
            for (String fault : faults) {
                row.add(
                        best(kept, same, judge, fault)
                                .map(r -> Cells.found(r) + "<br>" + r.settings())
                                .orElse("no setting"));
            }
            rows.add(row);
        }
        return Optional.of(rows);
    }

    /** Of every fault, who finds it with the fewest requests, and what ours needs. */
    static Markdown.Rows winners(Kept kept) {
        Markdown.Rows rows =
                new Markdown.Rows(
                        List.of("scenario", "Surefoot", "fewest requests", "its requests"));
        for (String rps : List.of("1000 rps", "100 rps", "10 rps")) {
            List<Result> same = same(kept, rps);
            for (String fault : faults(kept, rps)) {
                Optional<Result> ours = best(kept, same, Roster.OURS, fault);
                judges(same).stream()
                        .flatMap(judge -> best(kept, same, judge, fault).stream())
                        .filter(r -> ours.isEmpty() || missesNoMore(r, ours.get()))
                        .min(Comparator.comparingDouble(Result::requestsMean))
                        .ifPresent(
                                best ->
                                        rows.add(
                                                List.of(
                                                        fault,
                                                        ours.map(Matched::cell)
                                                                .orElse("no setting"),
                                                        best.judge(),
                                                        cell(best))));
            }
        }
        return rows;
    }

    private static String cell(Result result) {
        return Cells.found(result) + ", " + result.settings();
    }

    private static boolean missesNoMore(Result result, Result ours) {
        return result.missed() * (long) ours.n() <= ours.missed() * (long) result.n();
    }

    private static List<Result> same(Kept kept, String rps) {
        return kept.compared(SAME.getOrDefault(rps, ""));
    }

    private static List<String> faults(Kept kept, String rps) {
        return kept.all().stream()
                .filter(r -> r.group().equals("SWEEP") && r.family().equals("DETECTION"))
                .map(Result::scenario)
                .filter(name -> name.endsWith(", " + rps))
                .distinct()
                .toList();
    }

    private static List<String> judges(List<Result> same) {
        return same.stream()
                .map(Result::judge)
                .distinct()
                // It knows what nobody knows, and is no rule to choose.
                .filter(judge -> !judge.equals("Oracle SPRT"))
                .sorted(Comparator.comparing(judge -> !judge.equals(Roster.OURS)))
                .toList();
    }

    private static Optional<Result> best(Kept kept, List<Result> same, String judge, String fault) {
        List<String> allowed =
                same.stream()
                        .filter(r -> r.judge().equals(judge) && r.wilsonHigh() <= BOUND)
                        .map(Result::settings)
                        .toList();
        return kept.compared(fault).stream()
                .filter(r -> r.judge().equals(judge) && allowed.contains(r.settings()))
                .min(Comparator.comparingDouble(Result::requestsMean));
    }
}
