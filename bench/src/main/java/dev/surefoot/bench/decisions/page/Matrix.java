package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Scenarios downwards, contestants across. */
final class Matrix {
    private Matrix() {}

    static Markdown.Rows of(List<Result> results, Function<Result, String> cell) {
        List<String> contestants = Kept.contestants(results);
        List<String> headings = new ArrayList<>(List.of("scenario"));
        headings.addAll(contestants);
        Markdown.Rows rows = new Markdown.Rows(headings);
        for (String scenario : Kept.scenarios(results)) {
            List<String> row = new ArrayList<>(List.of(scenario));
            for (String name : contestants) {
                row.add(Kept.one(results, scenario, name).map(cell).orElse("–"));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The same with the information limit as second column. */
    static Markdown.Rows withLimit(List<Result> results, Function<Result, String> cell) {
        List<String> contestants = Kept.contestants(results);
        List<String> headings = new ArrayList<>(List.of("scenario", "limit"));
        headings.addAll(contestants);
        Markdown.Rows rows = new Markdown.Rows(headings);
        for (String scenario : Kept.scenarios(results)) {
            List<String> row = new ArrayList<>(List.of(scenario, limit(results, scenario)));
            for (String name : contestants) {
                row.add(Kept.one(results, scenario, name).map(cell).orElse("–"));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String limit(List<Result> results, String scenario) {
        return results.stream()
                .filter(r -> r.scenario().equals(scenario) && r.ratioToLimit().isPresent())
                .filter(r -> r.requestsMean() > 0)
                .findFirst()
                .map(r -> Markdown.number(r.requestsMean() / r.ratioToLimit().orElseThrow()))
                .orElse("–");
    }

    /** Contestants downwards, scenarios across, which reads better where there are few. */
    static Markdown.Rows turned(
            List<Result> results,
            List<String> scenarios,
            String prefix,
            Function<Result, String> cell) {
        List<String> headings = new ArrayList<>(List.of("policy"));
        scenarios.forEach(name -> headings.add(name.substring(prefix.length())));
        Markdown.Rows rows = new Markdown.Rows(headings);
        List<Result> these =
                results.stream().filter(r -> scenarios.contains(r.scenario())).toList();
        for (String name : Kept.contestants(these)) {
            List<String> row = new ArrayList<>(List.of(name));
            for (String scenario : scenarios) {
                row.add(Kept.one(results, scenario, name).map(cell).orElse("–"));
            }
            rows.add(row);
        }
        return rows;
    }
}
