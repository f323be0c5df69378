package dev.surefoot.bench.release;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.stage.Setup;
import dev.surefoot.bench.stage.Stage;
import dev.surefoot.bench.stage.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** {@code bench/run releases}: bad and good versions, one after the other, on one stack. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        description = "Release a bad and a good version many times, with other users each time.")
public final class ReleasesCommand implements Callable<Integer> {
    private static final String BAD = "v3";
    private static final String GOOD = "v2";

    @Option(names = "--bad", description = "Releases of ${DEFAULT-VALUE} seeds unless said.")
    int bad = 5;

    @Option(names = "--good", description = "Releases of ${DEFAULT-VALUE} seeds unless said.")
    int good = 20;

    @Option(names = "--seed", description = "The first seed; the next are S+1, S+2 …")
    long seed = 1;

    @Option(names = "--rate", description = "Requests a second: ${DEFAULT-VALUE} unless said.")
    int rate = 300;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        Machine machine = Machine.now();
        List<ReleaseResult> bads = new ArrayList<>();
        List<ReleaseResult> goods = new ArrayList<>();
        try (Workspace workspace = Workspace.create()) {
            try (Stage stage =
                    Stage.open(
                            workspace.root(),
                            Setup.embedded(List.of(GOOD, BAD), UnaryOperator.identity()))) {
                OneRelease release = new OneRelease(stage, rate);
                for (int i = 0; i < bad + good; i++) {
                    boolean isBad = i < bad;
                    long own = seed + (isBad ? i : i - bad);
                    ReleaseResult result = release.of(isBad ? BAD : GOOD, own);
                    (isBad ? bads : goods).add(result);
                    tell(i + 1, start, result);
                }
            }
            workspace.good();
            // Printed before the look for processes left behind: that must not cost the results.
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return print(new ReleasesReport(machine, bads, goods, took.toMillis() / 60_000.0));
        }
    }

    private int print(ReleasesReport report) {
        Report out = new Report(json);
        out.line(report.machine().line());
        out.line("");
        out.table(report.table());
        out.line("");
        report.words().forEach(out::line);
        List<Bar> bars = report.bars();
        int exit = out.end(new ReleasesReport.Document(report, bars), bars);
        out.line(Numbers.brief(report.minutes()) + " minutes");
        return exit;
    }

    private void tell(int number, long start, ReleaseResult result) {
        Report.progress(
                number
                        + " of "
                        + (bad + good)
                        + " after "
                        + Duration.ofNanos(System.nanoTime() - start).toSeconds()
                        + " s: "
                        + result.version()
                        + " seed "
                        + result.seed()
                        + " "
                        + result.outcome()
                        + ", judge "
                        + result.judge().requests()
                        + ", proxy "
                        + result.proxy().requests()
                        + ", users "
                        + result.users().requests()
                        + " canary requests; decided after "
                        + result.secondsToDecision().map(Numbers::brief).orElse("-")
                        + " s");
    }
}
