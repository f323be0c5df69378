package dev.surefoot.bench.judge;

import dev.surefoot.bench.Bar;
import dev.surefoot.bench.Machine;
import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.Report;
import dev.surefoot.bench.Table;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

/** {@code bench/run judge-cost}: nanoseconds a window, beside an empty pass in the same run. */
@Command(
        name = "judge-cost",
        mixinStandardHelpOptions = true,
        description = "What one look of the judge costs, by JMH.")
public final class JudgeCostCommand implements Callable<Integer> {
    private static final double MOST_MICROS = 5;
    private static final double MOST_BOUNDARY_MICROS = 100;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    /** Nanoseconds a window, with half the width of the 99.9 % interval. */
    record Cost(double nanos, double error) {
        static Cost of(Collection<RunResult> results, String name) {
            Result<?> result =
                    results.stream()
                            .map(RunResult::getPrimaryResult)
                            .filter(primary -> primary.getLabel().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no result " + name));
            return new Cost(result.getScore(), result.getScoreError());
        }
    }

    /** What programs get. */
    record Document(
            Machine machine, Cost judge, Cost latency, Cost empty, double ratio, List<Bar> bars) {}

    @Override
    public Integer call() throws RunnerException {
        Machine machine = Machine.now();
        Report.progress("about 50 s of measuring, by JMH in processes of its own");
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(JudgeCost.class.getName() + "\\.")
                                        .verbosity(VerboseMode.SILENT)
                                        .shouldFailOnError(true)
                                        .build())
                        .run();
        Cost judge = Cost.of(results, "judge");
        Cost latency = Cost.of(results, "latency");
        Cost empty = Cost.of(results, "empty");
        List<Bar> bars =
                List.of(
                        Bar.atMost(
                                "errors, one window",
                                "µs",
                                MOST_MICROS,
                                OptionalDouble.of(judge.nanos() / 1_000)),
                        Bar.atMost(
                                "one boundary of latency more",
                                "µs",
                                MOST_BOUNDARY_MICROS,
                                OptionalDouble.of((latency.nanos() - judge.nanos()) / 1_000)));
        Report out = new Report(json);
        out.line(machine.line());
        out.line("");
        out.table(
                new Table("a window", "ns", "± ns")
                        .row("judged", Numbers.brief(judge.nanos()), Numbers.brief(judge.error()))
                        .row(
                                "with a boundary of latency",
                                Numbers.brief(latency.nanos()),
                                Numbers.brief(latency.error()))
                        .row("empty", Numbers.brief(empty.nanos()), Numbers.brief(empty.error())));
        double ratio = judge.nanos() / empty.nanos();
        out.line("ratio " + Numbers.brief(ratio));
        return out.end(new Document(machine, judge, latency, empty, ratio, bars), bars);
    }
}
