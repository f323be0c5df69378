package dev.surefoot.bench.decisions;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.decisions.page.Page;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.run.Effort;
import dev.surefoot.bench.decisions.run.RecordedScenarios;
import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.ResultsFile;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Runner;
import dev.surefoot.bench.decisions.run.Scenario;
import dev.surefoot.bench.decisions.run.Scenarios;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code bench/run decisions}: the judge and its peers on the same simulated releases. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Play the judge and its peers' rules on the same simulated releases.")
public final class DecisionsCommand implements Callable<Integer> {
    private static final String FILE = "decisions.jsonl";

    @Option(names = "--quick", description = "A tenth of the releases: minutes instead of hours.")
    boolean quick;

    @Option(names = "--only", description = "Only scenarios whose name this pattern finds.")
    Optional<Pattern> only = Optional.empty();

    @Option(names = "--list", description = "Print the scenarios and play nothing.")
    boolean list;

    @Option(names = "--seed", description = "Seed of the run: ${DEFAULT-VALUE} unless said.")
    long seed = 1;

    @Option(
            names = "--out",
            description = "Folder of results and page: docs/benchmarks, or with --only a new one.")
    Optional<Path> out = Optional.empty();

    @Option(names = "--render", description = "Make the page anew from this results file.")
    Optional<Path> render = Optional.empty();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(json);
        if (render.isPresent()) {
            ResultsFile kept = ResultsFile.read(render.get());
            return end(report, kept, folder());
        }
        List<String> skipped = new ArrayList<>();
        List<Scenario> scenarios =
                matrix(skipped).stream()
                        .filter(s -> only.map(p -> p.matcher(s.name()).find()).orElse(true))
                        .toList();
        if (list) {
            scenarios.forEach(s -> report.line(s.family() + "  " + s.name()));
            return 0;
        }
        if (scenarios.isEmpty()) {
            throw new IllegalArgumentException(
                    "no scenario's name has "
                            + only.map(Pattern::pattern).orElse("any")
                            + "; --list shows all names");
        }
        return end(report, played(scenarios, skipped), folder());
    }

    private int end(Report report, ResultsFile kept, Path folder) {
        if (render.isEmpty()) {
            kept.write(folder.resolve(FILE));
        }
        Page.write(kept, folder);
        List<Bar> bars = DecisionsBars.of(kept.results());
        report.line("results and page: " + folder);
        return report.end(kept, bars);
    }

    private ResultsFile played(List<Scenario> scenarios, List<String> skipped) {
        Machine machine = Machine.now();
        long start = System.nanoTime();
        List<Result> results = new ArrayList<>();
        Effort effort = new Effort(quick);
        try (Runner runner = new Runner(machine.processors(), seed)) {
            for (int i = 0; i < scenarios.size(); i++) {
                Scenario scenario = scenarios.get(i);
                results.addAll(played(runner, scenario, effort));
                Report.progress(
                        (i + 1)
                                + " of "
                                + scenarios.size()
                                + " after "
                                + (System.nanoTime() - start) / 1_000_000_000
                                + " s: "
                                + scenario.name());
            }
        }
        double minutes = (System.nanoTime() - start) / 60e9;
        return new ResultsFile(
                new ResultsFile.About(
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        quick ? "quick" : "full",
                        only.map(Pattern::pattern).orElse(""),
                        seed,
                        scenarios.size(),
                        Math.rint(minutes * 10) / 10,
                        machine,
                        skipped),
                results);
    }

    private static List<Result> played(Runner runner, Scenario scenario, Effort effort) {
        Map<Integer, List<Contestant>> byNumber =
                Roster.of(scenario).stream()
                        .collect(
                                Collectors.groupingBy(
                                        one -> effort.releases(scenario, one),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<Result> results = new ArrayList<>();
        byNumber.forEach((n, some) -> results.addAll(runner.play(scenario, some, n)));
        return results;
    }

    private static List<Scenario> matrix(List<String> skipped) {
        List<Scenario> all = new ArrayList<>(Scenarios.simulated());
        Path series = vectors().resolve("series");
        if (Files.isDirectory(series)) {
            all.addAll(RecordedScenarios.of(series));
        } else {
            skipped.add("recorded series: set SUREFOOT_VECTORS or put them at ../shared/vectors");
        }
        skipped.forEach(what -> Report.progress("skipped: " + what));
        return all;
    }

    private static Path vectors() {
        return Optional.ofNullable(System.getenv("SUREFOOT_VECTORS"))
                .map(Path::of)
                .orElseGet(() -> home().resolve("../shared/vectors").normalize());
    }

    private Path folder() throws java.io.IOException {
        if (out.isPresent()) {
            return out.get();
        }
        return only.isPresent()
                ? Files.createTempDirectory("surefoot-decisions-")
                : home().resolve("docs/benchmarks");
    }

    private static Path home() {
        return Path.of(System.getProperty("bench.home", "")).toAbsolutePath();
    }
}
