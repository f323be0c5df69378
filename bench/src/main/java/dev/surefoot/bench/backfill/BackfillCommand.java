package dev.surefoot.bench.backfill;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/** {@code bench/run backfill}: the safe rename at a million rows, with a reader and a writer. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description =
                "Rename a column the safe way under load: rows a second against one plain UPDATE,"
                        + " and the longest wait in each phase.")
public final class BackfillCommand implements Callable<Integer> {
    private static final double BUDGET_MS = 500;

    @Option(names = "--rows", description = "${DEFAULT-VALUE} unless said.")
    int rows = 1_000_000;

    @Option(
            names = "--every",
            description = "Milliseconds between two reads and two writes; ${DEFAULT-VALUE}.")
    int every = 2;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /**
     * What was measured.
     *
     * @param plain rows a second of one plain UPDATE, with nobody else there
     * @param batched rows a second of the backfill, with a reader and a writer
     */
    record Result(int rows, double plain, double batched, List<Phase> phases) {
        Result {
            phases = List.copyOf(phases);
        }

        double ratio() {
            return batched / plain;
        }
    }

    /** The longest waits in one phase, and how many reads and writes there were. */
    record Phase(
            String name, double seconds, double readMs, double writeMs, long reads, long writes) {}

    /** For programs. */
    record Document(Machine machine, Result result) {}

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        Result result;
        try (BackfillTrial trial = BackfillTrial.start(rows, every)) {
            result = trial.run();
        }
        Report out = new Report(json);
        out.line(machine.line());
        out.line("");
        Table table =
                new Table("phase", "took", "longest read", "longest write", "reads", "writes");
        for (Phase each : result.phases()) {
            table.row(
                    each.name(),
                    String.format(Locale.ROOT, "%.1f s", each.seconds()),
                    String.format(Locale.ROOT, "%.0f ms", each.readMs()),
                    String.format(Locale.ROOT, "%.0f ms", each.writeMs()),
                    Long.toString(each.reads()),
                    Long.toString(each.writes()));
        }
        out.table(table);
        out.line("");
        out.line(
                String.format(
                        Locale.ROOT,
                        "%d rows: plain UPDATE %.0f rows/s alone, backfill %.0f rows/s under load",
                        result.rows(),
                        result.plain(),
                        result.batched()));
        return out.end(new Document(machine, result), bars(result));
    }

    private List<Bar> bars(Result result) {
        List<Bar> bars = new ArrayList<>();
        bars.add(
                Bar.atLeast(
                        "backfill against one plain UPDATE",
                        "of its rows a second",
                        0.5,
                        OptionalDouble.of(result.ratio())));
        for (Phase each : result.phases()) {
            if (!each.name().equals("before")) {
                bars.add(
                        Bar.atMost(
                                "longest wait, " + each.name(),
                                "ms",
                                BUDGET_MS,
                                OptionalDouble.of(Math.max(each.readMs(), each.writeMs()))));
            }
        }
        return bars;
    }
}
