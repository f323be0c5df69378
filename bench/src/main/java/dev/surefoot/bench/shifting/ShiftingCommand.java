package dev.surefoot.bench.shifting;

import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.stage.Workspace;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code bench/run shifting}: what clients notice while traffic is shifted. */
@Command(
        name = "shifting",
        mixinStandardHelpOptions = true,
        description = "Shift traffic all the time under load, and take versions back.")
public final class ShiftingCommand implements Callable<Integer> {
    @Option(names = "--requests", description = "At least: ${DEFAULT-VALUE} unless said.")
    long requests = 100_000;

    @Option(names = "--proxy", description = "embedded or haproxy; ${DEFAULT-VALUE} unless said.")
    StagePlane.Kind proxy = StagePlane.Kind.EMBEDDED;

    @Option(names = "--connections", description = "${DEFAULT-VALUE} unless said.")
    int connections = 32;

    @Option(names = "--trials", description = "Ways back by the API: ${DEFAULT-VALUE}.")
    int trials = 20;

    @Option(
            names = "--rate",
            description = "Requests a second in those trials: ${DEFAULT-VALUE} unless said.")
    int rate = 600;

    @Option(names = "--seed", description = "Fixes the order of shifts, and the users.")
    long seed = 1;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.now();
        try (Workspace workspace = Workspace.create()) {
            Report.progress("a proxy and two backends, " + connections + " connections");
            RouterShifting.Result router =
                    new RouterShifting(proxy, requests, connections, seed)
                            .run(workspace.root().resolve("proxy"));
            Report.progress("who is sent where");
            Draws.Result draws = new Draws(proxy).run(workspace.root().resolve("draws"));
            Report.progress("a whole stack, " + trials + " promotions to take back");
            boolean haproxy = proxy == StagePlane.Kind.HAPROXY;
            ApiRollbacks.Result api =
                    new ApiRollbacks(trials, rate, seed, haproxy)
                            .run(workspace.root().resolve("stack"));
            workspace.good();
            // Printed before the look for processes left behind: that must not cost the results.
            return print(new ShiftingReport(machine, requests, proxy, router, draws, api, trials));
        }
    }

    private int print(ShiftingReport report) {
        Report out = new Report(json);
        out.line(report.machine().line());
        out.line("");
        out.table(report.loadTable());
        out.line("");
        out.table(report.rollbackTable());
        out.line("");
        report.words().forEach(out::line);
        return out.end(report.document(), report.bars());
    }
}
