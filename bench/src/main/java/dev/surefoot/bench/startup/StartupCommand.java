package dev.surefoot.bench.startup;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;
import dev.surefoot.bench.stage.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code bench/run startup}: what it costs to begin. */
@Command(
        name = "startup",
        mixinStandardHelpOptions = true,
        description = "Time the launcher's help and a server's start; weigh the idle server.")
public final class StartupCommand implements Callable<Integer> {
    private static final double MOST_HELP_MS = 400;
    private static final double MOST_READY_MS = 3_000;
    private static final double MOST_RESIDENT_MB = 200;

    @Option(names = "--runs", description = "Of each: ${DEFAULT-VALUE} unless said.")
    int runs = 10;

    @Option(names = "--launcher", description = "Which; ${DEFAULT-VALUE} unless said.")
    Path launcher = Path.of("surefoot");

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /** For programs; all in the order of the runs. */
    record Document(
            Machine machine, List<Double> helpMs, List<Double> readyMs, List<Double> residentMb) {
        Document {
            helpMs = List.copyOf(helpMs);
            readyMs = List.copyOf(readyMs);
            residentMb = List.copyOf(residentMb);
        }
    }

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.now();
        Launched launched = new Launched(launcher.toAbsolutePath());
        List<Double> help = new ArrayList<>();
        List<Double> ready = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        try (Workspace workspace = Workspace.create()) {
            launched.helpMs(); // the first run is not the second
            for (int i = 0; i < runs; i++) {
                help.add(launched.helpMs());
            }
            Path data = workspace.root().resolve("data");
            launched.serve(data); // makes the database
            for (int i = 0; i < runs; i++) {
                Launched.Served served = launched.serve(data);
                ready.add(served.readyMs());
                resident.add(served.residentMb());
                Report.progress((i + 1) + " of " + runs + ": " + served);
            }
            launched.endEverything(data);
            workspace.good();
        }
        return print(new Document(machine, help, ready, resident));
    }

    private int print(Document document) {
        Report out = new Report(json);
        out.line(document.machine().line());
        out.line("");
        Table table = new Table("", "runs", "median", "worst");
        row(table, "surefoot --help, ms", document.helpMs());
        row(table, "surefoot serve until it answers, ms", document.readyMs());
        row(table, "idle server without PostgreSQL, MB resident", document.residentMb());
        out.table(table);
        return out.end(
                document,
                List.of(
                        Bar.atMost(
                                "surefoot --help, median",
                                "ms",
                                MOST_HELP_MS,
                                Numbers.median(document.helpMs())),
                        Bar.atMost(
                                "surefoot serve until it answers, median",
                                "ms",
                                MOST_READY_MS,
                                Numbers.median(document.readyMs())),
                        Bar.atMost(
                                "idle server, worst",
                                "MB resident",
                                MOST_RESIDENT_MB,
                                Numbers.most(document.residentMb()))));
    }

    private static void row(Table table, String what, List<Double> values) {
        table.row(
                what,
                Integer.toString(values.size()),
                Numbers.brief(Numbers.median(values)),
                Numbers.brief(Numbers.most(values)));
    }
}
