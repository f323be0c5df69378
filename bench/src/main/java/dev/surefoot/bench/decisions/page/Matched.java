package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Scenarios;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody at the same rate of false rollbacks: of each judge's settings, those whose upper bound
 * on a sound version's traffic is at most 1 %; of them, for every fault anew, the one that finds it
 * with the fewest requests. That favors rules with many knobs: nobody can tune to the fault.
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
        List<Result> same = kept.of(SAME.getOrDefault(rps, ""));
        List<String> faults =
                kept.all().stream()
                        .filter(r -> r.group().equals("SWEEP") && r.family().equals("DETECTION"))
                        .map(Result::scenario)
                        .filter(name -> name.endsWith(", " + rps))
                        .distinct()
                        .toList();
        if (same.isEmpty() || faults.isEmpty()) {
            return Optional.empty();
        }
        List<String> headings = new ArrayList<>(List.of("judge"));
        headings.addAll(faults);
        Markdown.Rows rows = new Markdown.Rows(headings);
        for (String judge : judges(same)) {
            List<String> row = new ArrayList<>(List.of(judge));
            for (String fault : faults) {
                row.add(best(kept, same, judge, fault));
            }
            rows.add(row);
        }
        return Optional.of(rows);
    }

    private static List<String> judges(List<Result> same) {
        return same.stream()
                .map(Result::judge)
                .distinct()
                // It knows what nobody knows, and is no rule to choose.
                .filter(judge -> !judge.equals("Oracle SPRT"))
                .sorted(Comparator.comparing(judge -> !judge.equals("Surefoot")))
                .toList();
    }

    private static String best(Kept kept, List<Result> same, String judge, String fault) {
        List<String> allowed =
                same.stream()
                        .filter(r -> r.judge().equals(judge) && r.wilsonHigh() <= BOUND)
                        .map(Result::settings)
                        .toList();
        return kept.of(fault).stream()
                .filter(r -> r.judge().equals(judge) && allowed.contains(r.settings()))
                .min(Comparator.comparingDouble(Result::requestsMean))
                .map(r -> Cells.found(r) + "<br>" + r.settings())
                .orElse("no setting");
    }
}
