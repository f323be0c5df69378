package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.ResultsFile;

import java.util.List;
import java.util.Optional;

/** One row per judge and scenario, with everything that was measured. */
final class LongTable {
    private LongTable() {}

    static String of(ResultsFile file) {
        Markdown page = new Markdown();
        page.heading(1, "Decisions: all rows");
        page.paragraph(
                "One row per judge and scenario, made with [the page](decisions.md), which says"
                        + " what the columns mean. Swept knobs are in decisions.jsonl alone.");
        Markdown.Rows rows =
                new Markdown.Rows(
                        List.of(
                                "scenario",
                                "judge, settings",
                                "n",
                                "rollbacks",
                                "95 % interval",
                                "early",
                                "missed",
                                "false promotes",
                                "requests mean",
                                "p99",
                                "harm mean",
                                "p99",
                                "harm > 100",
                                "s mean",
                                "s p99",
                                "half s",
                                "full s",
                                "full p95 s",
                                "reached full",
                                "× limit"));
        file.results().stream()
                .filter(r -> !r.group().equals("SWEEP"))
                .forEach(r -> rows.add(row(r)));
        return page.table(rows).toString();
    }

    private static List<String> row(Result r) {
        return List.of(
                r.scenario(),
                r.name(),
                Integer.toString(r.n()),
                Long.toString(r.rollbacks()),
                Markdown.percent(r.wilsonLow()) + "–" + Markdown.percent(r.wilsonHigh()),
                Long.toString(r.early()),
                Long.toString(r.missed()),
                Long.toString(r.falsePromotes()),
                Markdown.number(r.requestsMean()),
                Markdown.number(r.requestsP99()),
                Markdown.number(r.failedMean()),
                Markdown.number(r.failedP99()),
                Markdown.percent(r.overBudget()),
                seconds(r.meanMs()),
                seconds(r.p99Ms()),
                seconds(r.halfMs()),
                seconds(r.fullMs()),
                seconds(r.fullP95Ms()),
                Long.toString(r.fullReached()),
                r.ratioToLimit().map(Markdown::number).orElse("–"));
    }

    private static String seconds(Optional<Double> millis) {
        return millis.map(value -> Markdown.number(value / 1_000)).orElse("–");
    }
}
