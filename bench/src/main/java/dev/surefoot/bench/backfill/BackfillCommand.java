package dev.surefoot.bench.backfill;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;
import dev.surefoot.bench.backfill.Rounds.Run;
import dev.surefoot.bench.backfill.Rounds.Way;
import dev.surefoot.schema.run.Limits;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** {@code bench/run backfill}: a column filled in batches, against one plain UPDATE. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description =
                "Fill a column of a large table beside a reader and a writer: rows a second in"
                        + " batches against one plain UPDATE, and who waited how long.")
public final class BackfillCommand implements Callable<Integer> {
    private static final double BAR = 0.5;

    @Option(names = "--rows", description = "${DEFAULT-VALUE} unless said.")
    int rows = 1_000_000;

    @Option(
            names = "--key",
            description = "${COMPLETION-CANDIDATES}: the table's key; ${DEFAULT-VALUE}.")
    ShopDatabase.Key key = ShopDatabase.Key.BIGINT;

    @Option(names = "--rounds", description = "${DEFAULT-VALUE} unless said.")
    int rounds = 3;

    @Option(
            names = "--every",
            description = "Milliseconds between two reads and two writes; ${DEFAULT-VALUE}.")
    int every = 2;

    @Option(
            names = "--budget",
            description = "Milliseconds that anybody may wait; ${DEFAULT-VALUE}, the product's.")
    int budget = (int) Limits.USUAL.stallBudget().toMillis();

    @Option(names = "--postgres-bin", description = "Another PostgreSQL's programs.")
    @Nullable Path postgresBin;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /** For programs. */
    record Document(
            Machine machine,
            String postgres,
            int rows,
            ShopDatabase.Key key,
            int budgetMs,
            List<Run> runs,
            Ratios ratios) {
        Document {
            runs = List.copyOf(runs);
        }
    }

    /**
     * Rows a second of the backfill as a share of a plain UPDATE's of the same round; the median of
     * the rounds.
     */
    record Ratios(double plain, double alone) {}

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        Setting setting = new Setting(rows, key, every, Duration.ofMillis(budget));
        List<Run> runs = new ArrayList<>();
        String postgres;
        try (Server server = Server.start(Optional.ofNullable(postgresBin))) {
            postgres = server.line();
            Rounds all = new Rounds(server, setting);
            for (int i = 1; i <= rounds; i++) {
                runs.addAll(all.round(i));
            }
            server.good();
        }
        Ratios ratios = new Ratios(ratio(runs, Way.PLAIN), ratio(runs, Way.ALONE));
        Report out = new Report(json);
        out.line(machine.line());
        out.line(postgres);
        out.line(
                String.format(
                        Locale.ROOT,
                        "%d rows, key %s, %d rounds, a read and a write every %d ms, budget %d ms",
                        rows,
                        key,
                        rounds,
                        every,
                        budget));
        out.line("");
        out.table(table(runs));
        out.line("");
        out.line(
                String.format(
                        Locale.ROOT,
                        "backfill / UPDATE, by rows a second, median of the rounds: %.2f in use,"
                                + " %.2f of one that nobody is there for",
                        ratios.plain(),
                        ratios.alone()));
        return out.end(
                new Document(machine, postgres, rows, key, budget, runs, ratios),
                bars(runs, ratios));
    }

    private double ratio(List<Run> runs, Way way) {
        List<Run> plain = of(runs, way);
        List<Run> batches = of(runs, Way.BATCHES);
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < Math.min(plain.size(), batches.size()); i++) {
            all.add(plain.get(i).seconds() / batches.get(i).seconds());
        }
        return Numbers.median(all).orElse(0);
    }

    private static List<Run> of(List<Run> runs, Way way) {
        return runs.stream().filter(each -> each.way() == way).toList();
    }

    private Table table(List<Run> runs) {
        Table table =
                new Table("way", "rows/s", "each round", "longest read", "longest write", "paused");
        for (Way way : Way.values()) {
            List<Run> own = of(runs, way);
            boolean used = way != Way.ALONE;
            table.row(
                    way.words(),
                    thousands(
                            Numbers.median(own.stream().map(r -> rows / r.seconds()).toList())
                                    .orElse(0)),
                    own.stream()
                            .map(r -> thousands(rows / r.seconds()))
                            .collect(Collectors.joining(" ")),
                    used ? millis(most(own, Run::readMs)) : "-",
                    used ? millis(most(own, Run::writeMs)) : "-",
                    used
                            ? String.format(
                                    Locale.ROOT,
                                    "%.0f s",
                                    own.stream().mapToDouble(Run::pausedSeconds).sum())
                            : "-");
        }
        return table;
    }

    private static double most(List<Run> runs, ToDoubleFunction<Run> part) {
        return runs.stream().mapToDouble(part).max().orElse(0);
    }

    private static String thousands(double rows) {
        return String.format(Locale.ROOT, "%.0fk", rows / 1e3);
    }

    private static String millis(double ms) {
        return String.format(Locale.ROOT, "%.0f ms", ms);
    }

    private List<Bar> bars(List<Run> runs, Ratios ratios) {
        List<Run> batches = of(runs, Way.BATCHES);
        return List.of(
                Bar.atLeast(
                        "backfill against one plain UPDATE in use",
                        "of its rows a second",
                        BAR,
                        OptionalDouble.of(ratios.plain())),
                Bar.atMost(
                        "longest read beside the backfill",
                        "ms",
                        budget,
                        batches.stream().mapToDouble(Run::readMs).max()),
                Bar.atMost(
                        "longest write beside the backfill",
                        "ms",
                        budget,
                        batches.stream().mapToDouble(Run::writeMs).max()));
    }
}
