package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamFile;
import dev.surefoot.cli.stream.StreamJudge;
import dev.surefoot.cli.stream.UnreadableStream;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Rails;
import dev.surefoot.judge.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code surefoot judge run STREAM}: what the judge would have said, and when. */
@Command(
        name = "run",
        description = "Judge a stream of counts of both versions, as a rollout would be.",
        footer = {
            "",
            "STREAM is CSV with the header time,arm,instance,requests,errors and, if there",
            "are latencies, le_<seconds> columns; a line for each window, arm (baseline or",
            "canary) and instance (may be empty), sorted by time. Counts are increments;",
            "those of le_ columns are cumulative over the buckets.",
            "",
            "Exit codes: 0 promote, 3 rollback, 4 hold or inconclusive, 2 unreadable."
        })
final class JudgeRunCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final Schedule ANY = Schedule.of(List.of(5_000));

    @Parameters(paramLabel = "STREAM", description = "The file; - is standard input.")
    String stream = "";

    @Mixin JudgePromises promises = new JudgePromises();

    @Option(
            names = "--latency-boundary",
            paramLabel = "SECONDS[:SHARE]",
            converter = Quantities.Goal.class,
            description =
                    "Promotion asks that latency at this boundary is proven as well; SHARE of"
                            + " requests should be that fast, 99%% unless said.")
    Metrics.@Nullable Goal latencyBoundary;

    @Mixin JudgeLatency latency = new JudgeLatency();

    @Option(
            names = "--rail-error-rate",
            paramLabel = "SHARE",
            converter = Quantities.Share.class,
            description =
                    "A canary that fails more is rolled back without comparison, and nobody is"
                            + " promoted while both do; 5%% unless said.")
    double railErrorRate = Rails.DEFAULT.errorRate();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "Inconclusive after it, from the first window.")
    @Nullable Duration deadline;

    @Option(names = "--trace", description = "Also the evidence of each window.")
    boolean trace;

    @Option(names = "--json", description = "Answer with JSON on standard output.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        try (InputStream bytes = Inputs.stream(stream);
                StreamFile file = StreamFile.of(bytes)) {
            return judge(file);
        } catch (UnreadableStream e) {
            throw new Failed(ExitCode.UNREADABLE, Inputs.name(stream) + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw Inputs.unreadable(Path.of(stream), Objects.requireNonNull(e.getCause()));
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private int judge(StreamFile file) throws UnreadableStream {
        JudgeReport report = JudgeReport.to(System.out, json, trace);
        try {
            StreamJudge.Verdict verdict =
                    StreamJudge.judge(file, window -> plan(window, file.bounds()), report::window);
            if (!stream.equals(STANDARD_INPUT)) {
                // What comes after the answer changes nothing, but whoever names a file wants to
                // know that it can't be read; a pipe may never end.
                file.rest();
            }
            report.verdict(verdict);
            return verdict.judgement().map(JudgeRunCommand::exitCode).orElse(ExitCode.UNDECIDED);
        } finally {
            report.end();
        }
    }

    private Plan plan(Duration window, List<Double> bounds) {
        Plan plan = promises.plan(ANY).withWindow(window).withRails(rails());
        Plan timed = deadline == null ? plan : plan.withDeadline(deadline);
        if (latencyBoundary != null && !bounds.contains(latencyBoundary.seconds())) {
            throw new IllegalArgumentException(
                    "--latency-boundary is "
                            + latencyBoundary.seconds()
                            + (bounds.isEmpty()
                                    ? ", and the stream has no le_ columns"
                                    : ", must be one of the stream's le_ columns: " + bounds));
        }
        return latency.judged(timed, bounds, Optional.ofNullable(latencyBoundary));
    }

    private Rails rails() {
        Rails usual = Rails.DEFAULT;
        return new Rails(
                railErrorRate,
                usual.restarts(),
                usual.notReadyPolls(),
                usual.blind(),
                usual.availability());
    }

    private static int exitCode(Judgement judgement) {
        return switch (judgement) {
            case Judgement.Promote _ -> ExitCode.YES;
            case Judgement.Rollback _ -> ExitCode.NO;
            case Judgement.Hold _, Judgement.Inconclusive _ -> ExitCode.UNDECIDED;
        };
    }
}
