package dev.surefoot.bench.decisions;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.decisions.page.Page;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.run.RecordedScenarios;
import dev.surefoot.bench.decisions.run.ResultsFile;
import dev.surefoot.bench.decisions.run.ResultsFile.About;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario;
import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.run.Scenarios;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** {@code bench/run decisions}: the judge and its peers on the same simulated releases. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description = "Play the judge and its peers' rules on the same simulated releases.")
public final class DecisionsCommand implements Callable<Integer> {
    private static final String FILE = "decisions.jsonl";

    @Option(names = "--quick", description = "A tenth of the releases: minutes instead of hours.")
    boolean quick;

    @Option(
            names = "--aa",
            description = "Only our judge where both versions are the same, and that bar.")
    boolean aa;

    @Option(names = "--only", description = "Only scenarios whose name this pattern finds.")
    Optional<Pattern> only = Optional.empty();

    @Option(names = "--list", description = "Print the scenarios and play nothing.")
    boolean list;

    @Option(names = "--seed", description = "Seed of the run: ${DEFAULT-VALUE} unless said.")
    long seed = 1;

    @Option(
            names = "--out",
            description =
                    "Folder of results and page: docs/benchmarks, or with --only or --aa a new one.")
    Optional<Path> out = Optional.empty();

    @Option(
            names = "--continue",
            description = "Keep the results of the same seed that are there; play what is missing.")
    boolean goOn;

    @Option(names = "--render", description = "Make the page anew from this results file.")
    Optional<Path> render = Optional.empty();

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(json);
        if (render.isPresent()) {
            return end(report, ResultsFile.read(render.get()), folder());
        }
        List<String> skipped = new ArrayList<>();
        List<Scenario> scenarios = matrix(skipped).stream().filter(this::wanted).toList();
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
        Path folder = folder();
        Path file = folder.resolve(FILE);
        About about = about(scenarios.size(), skipped);
        Playing playing =
                goOn && Files.exists(file)
                        ? goingOn(about, file)
                        : new Playing(about, file, List.of(), this::takesPart);
        return end(report, playing.play(scenarios), folder);
    }

    private boolean wanted(Scenario scenario) {
        return only.map(p -> p.matcher(scenario.name()).find()).orElse(true)
                && (!aa || scenario.family() == Family.SAME);
    }

    private boolean takesPart(Contestant contestant) {
        return !aa || Roster.promised(contestant);
    }

    private Playing goingOn(About about, Path file) {
        ResultsFile kept = ResultsFile.read(file);
        if (kept.about().seed() != seed || !kept.about().mode().equals(about.mode())) {
            throw new IllegalArgumentException(
                    file
                            + " is of seed "
                            + kept.about().seed()
                            + ", "
                            + kept.about().mode()
                            + "; this run would be of seed "
                            + seed
                            + ", "
                            + about.mode()
                            + ": choose another folder with --out");
        }
        return new Playing(
                about.after(kept.about().minutes()), file, kept.results(), this::takesPart);
    }

    private static int end(Report report, ResultsFile kept, Path folder) {
        List<Bar> bars = DecisionsBars.of(kept.results());
        Page.write(kept, bars, folder);
        report.line("results and page: " + folder);
        return report.end(kept, bars);
    }

    private About about(int scenarios, List<String> skipped) {
        return new About(
                LocalDate.now(ZoneOffset.UTC).toString(),
                quick ? About.QUICK : "full",
                only.map(Pattern::pattern).orElse(aa ? "--aa" : ""),
                seed,
                scenarios,
                0,
                Machine.now(),
                skipped);
    }

    private static List<Scenario> matrix(List<String> skipped) {
        List<Scenario> all = new ArrayList<>(Scenarios.simulated());
        Path series = vectors().resolve("series");
        if (Files.isDirectory(series)) {
            all.addAll(RecordedScenarios.of(series, skipped));
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

    private Path folder() throws IOException {
        if (out.isPresent()) {
            return out.get();
        }
        return only.isPresent() || aa
                ? Files.createTempDirectory("surefoot-decisions-")
                : home().resolve("docs/benchmarks");
    }

    private static Path home() {
        return Path.of(System.getProperty("bench.home", "")).toAbsolutePath();
    }
}
