package dev.surefoot.bench.lease;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;
import dev.surefoot.bench.lease.LeaseTrials.Trial;
import dev.surefoot.bench.stage.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/** {@code bench/run lease}: when exposure ends after the server's sudden death. */
@Command(
        name = "lease",
        mixinStandardHelpOptions = true,
        description = "Kill the server while a bad version gets traffic; see when that ends.")
public final class LeaseCommand implements Callable<Integer> {
    private static final double ALLOWED_MS = 1_000;

    @Option(names = "--proxy", description = "EMBEDDED or HAPROXY; ${DEFAULT-VALUE} unless said.")
    Kind proxy = Kind.EMBEDDED;

    @Option(names = "--trials", description = "${DEFAULT-VALUE} unless said.")
    int trials = 20;

    @Option(names = "--lease", description = "In seconds: ${DEFAULT-VALUE} unless said.")
    int seconds = 5;

    @Option(names = "--rate", description = "Requests a second: ${DEFAULT-VALUE} unless said.")
    int rate = 300;

    @Option(names = "--seed", description = "Fixes the users.")
    long seed = 1;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /** Whose lease. */
    enum Kind {
        EMBEDDED,
        HAPROXY
    }

    /** For programs. */
    record Document(Machine machine, Kind proxy, int leaseSeconds, List<Trial> trials) {
        Document {
            trials = List.copyOf(trials);
        }
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.now();
        Duration lease = Duration.ofSeconds(seconds);
        try (Workspace workspace = Workspace.create()) {
            List<Trial> results =
                    new LeaseTrials(trials, rate, seed, lease, proxy == Kind.HAPROXY)
                            .run(workspace.root());
            workspace.good();
            return print(new Document(machine, proxy, seconds, results));
        }
    }

    private int print(Document document) {
        Report out = new Report(json);
        out.line(document.machine().line());
        out.line("");
        Table table =
                new Table(
                        "trial",
                        "last bad request after the server's end",
                        "bad requests meanwhile",
                        "requests",
                        "unanswered",
                        "afterwards");
        int number = 0;
        for (Trial trial : document.trials()) {
            table.row(
                    Integer.toString(++number),
                    String.format(Locale.ROOT, "%.0f ms", trial.afterMs()),
                    Long.toString(trial.alone()),
                    Long.toString(trial.requests()),
                    Long.toString(trial.unanswered()),
                    trial.ending());
        }
        out.table(table);
        OptionalDouble worst = document.trials().stream().mapToDouble(Trial::afterMs).max();
        return out.end(
                document,
                List.of(
                        Bar.atMost(
                                "last request on the bad version, lease + 1 s",
                                "ms after the server's end",
                                seconds * 1_000 + ALLOWED_MS,
                                worst),
                        Bar.atLeast(
                                "trials",
                                "with no server",
                                trials,
                                OptionalDouble.of(document.trials().size()))));
    }
}
