package dev.surefoot.bench.stalls;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;
import dev.surefoot.bench.backfill.Server;
import dev.surefoot.bench.backfill.Setting;
import dev.surefoot.bench.backfill.ShopDatabase;
import dev.surefoot.bench.stalls.RenameTrial.Phase;
import dev.surefoot.schema.run.Limits;
import dev.surefoot.schema.shadow.ShadowSource;

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

/** {@code bench/run stalls}: how long those who use a large table wait while it is changed. */
@Command(
        name = "stalls",
        mixinStandardHelpOptions = true,
        description =
                "Change a large table beside a reader and a writer and see how long they wait: a"
                        + " rename through all phases, a column behind an idle transaction, and what"
                        + " the same kinds of change cost without a runner.")
public final class StallsCommand implements Callable<Integer> {
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** A machine with as many busy threads as processors lets anybody wait that long. */
    private static final double LEAST_NOISE_MS = 50;

    @Option(names = "--rows", description = "${DEFAULT-VALUE} unless said.")
    int rows = 1_000_000;

    @Option(
            names = "--every",
            description = "Milliseconds between two reads and two writes; ${DEFAULT-VALUE}.")
    int every = 2;

    @Option(
            names = "--budget",
            description = "Milliseconds that anybody may wait; ${DEFAULT-VALUE}, the product's.")
    int budget = (int) Limits.USUAL.stallBudget().toMillis();

    @Option(names = "--no-kinds", description = "Leave out what it costs without a runner.")
    boolean noKinds;

    @Option(names = "--postgres-bin", description = "Another PostgreSQL's programs.")
    @Nullable Path postgresBin;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /** For programs. */
    record Document(
            Machine machine,
            String postgres,
            int rows,
            int budgetMs,
            List<Phase> phases,
            IdleTrial.Result idle,
            List<Stalled> kinds) {
        Document {
            phases = List.copyOf(phases);
            kinds = List.copyOf(kinds);
        }
    }

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        Setting setting =
                new Setting(rows, ShopDatabase.Key.BIGINT, every, Duration.ofMillis(budget));
        Document document;
        try (Server server = Server.start(Optional.ofNullable(postgresBin))) {
            String postgres = server.line();
            List<Phase> phases = RenameTrial.run(server, setting, QUIET);
            IdleTrial.Result idle = IdleTrial.run(server, setting, IDLE);
            document = new Document(machine, postgres, rows, budget, phases, idle, kinds());
            server.good();
        }
        Report out = new Report(json);
        print(out, document);
        return out.end(document, bars(document));
    }

    private List<Stalled> kinds() throws Exception {
        if (noKinds) {
            return List.of();
        }
        ShadowSource source =
                postgresBin == null
                        ? new ShadowSource.Bundled()
                        : new ShadowSource.Binaries(postgresBin);
        return KindsTrial.all(source, rows, IDLE);
    }

    private void print(Report out, Document document) {
        out.line(document.machine().line());
        out.line(document.postgres());
        out.line(
                rows
                        + " rows, a read and a write every "
                        + every
                        + " ms, budget "
                        + budget
                        + " ms");
        out.line("");
        Table renamed =
                new Table("rename", "took", "longest read", "longest write", "reads", "writes");
        for (Phase each : document.phases()) {
            renamed.row(
                    each.name(),
                    String.format(Locale.ROOT, "%.1f s", each.seconds()),
                    millis(each.read().longestMs()),
                    millis(each.write().longestMs()),
                    Long.toString(each.read().count()),
                    Long.toString(each.write().count()));
        }
        out.table(renamed);
        out.line("");
        IdleTrial.Result idle = document.idle();
        out.table(
                new Table(
                                "behind an idle transaction",
                                "took",
                                "longest read",
                                "longest write",
                                "taken back",
                                "added")
                        .row(
                                "add column by the runner",
                                String.format(Locale.ROOT, "%.1f s", idle.seconds()),
                                millis(idle.read().longestMs()),
                                millis(idle.write().longestMs()),
                                Integer.toString(idle.attempts().size()),
                                idle.added() ? "yes" : "no"));
        if (!document.kinds().isEmpty()) {
            out.line("");
            Table kinds = new Table("without a runner", "longest read", "longest write");
            document.kinds()
                    .forEach(k -> kinds.row(k.what(), millis(k.readMs()), millis(k.writeMs())));
            out.table(kinds);
        }
    }

    private List<Bar> bars(Document document) {
        List<Bar> bars = new ArrayList<>();
        document.phases().stream()
                .skip(1)
                .forEach(
                        phase ->
                                bars.add(
                                        Bar.atMost(
                                                "longest wait, " + phase.name(),
                                                "ms",
                                                budget,
                                                OptionalDouble.of(phase.worst()))));
        IdleTrial.Result idle = document.idle();
        double noise = Math.max(LEAST_NOISE_MS, Math.ceil(idle.quietMs()));
        long lock = Limits.USUAL.lockTimeout().toMillis();
        bars.add(
                Bar.atMost(
                        String.format(
                                Locale.ROOT,
                                "longest read behind an idle transaction, lock_timeout %d ms + %.0f"
                                        + " ms of noise (%.0f ms seen with nothing changed)",
                                lock,
                                noise,
                                idle.quietMs()),
                        "ms",
                        lock + noise,
                        OptionalDouble.of(idle.read().longestMs())));
        bars.add(
                Bar.atLeast(
                        "attempts taken back before the column was added",
                        "attempts",
                        1,
                        idle.added()
                                ? OptionalDouble.of(idle.attempts().size())
                                : OptionalDouble.empty()));
        return bars;
    }

    private static String millis(double ms) {
        return String.format(Locale.ROOT, "%.0f ms", ms);
    }
}
