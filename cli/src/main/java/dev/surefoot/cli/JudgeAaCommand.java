package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamAa;
import dev.surefoot.cli.stream.StreamFile;
import dev.surefoot.cli.stream.UnreadableStream;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.aa.Calibration;
import dev.surefoot.server.api.CalibrationView;
import dev.surefoot.server.api.CalibrationView.PlaceView;

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
import java.util.OptionalInt;
import java.util.concurrent.Callable;

/** {@code surefoot judge aa}: how often is a version rolled back that is compared with itself? */
@Command(
        name = "aa",
        description = "How often does the judge raise a false alarm, really?",
        footer = {
            "",
            "Without --stream: what the server measured, every hour, on random splits of the",
            "running version. With --stream: the same on data of your own, as 'judge run' reads",
            "it; the instances of its baseline are split, its canary is left out.",
            "",
            "Exit codes: 0 the promise is kept; 3 more false alarms than promised; 4 too few",
            "splits to say; 2 unreadable."
        })
final class JudgeAaCommand implements Callable<Integer> {
    private static final Schedule ANY = Schedule.of(List.of(5_000));

    /** Neither this nor beta decides a rollback. */
    private static final double MAX_ERROR_RATE = 0.001;

    private static final double BETA = 0.05;
    private static final int MOST_SPLITS = 10_000;
    private static final int FEWEST_WINDOWS = 5;

    @Mixin Connection connection = new Connection();

    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE")
    @Nullable String service;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ENVIRONMENT")
    @Nullable String environment;

    @Option(
            names = "--stream",
            paramLabel = "FILE",
            description = "Counts of your own; - is standard input.")
    @Nullable String stream;

    @Option(
            names = "--splits",
            paramLabel = "N",
            description =
                    "Splits of each release; unless said, as many as there are without an"
                            + " instance playing the canary twice.")
    @Nullable Integer splits;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            converter = Quantities.Share.class,
            description = "Of the instances that play the canary, at least one; 5%% unless said.")
    double share = 0.05;

    @Option(
            names = "--length",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "How long a release is; 30m unless said.")
    Duration length = Duration.ofMinutes(30);

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws the instances; ${DEFAULT-VALUE} unless said.")
    long seed = 1;

    @Option(
            names = "--alpha",
            paramLabel = "P",
            converter = Quantities.Share.class,
            description = "The chance of a wrong rollback that is promised; 1%% unless said.")
    double alpha = 0.01;

    @Option(
            names = "--routing",
            paramLabel = "request|user|unknown",
            description = "How requests reach instances; request unless said.")
    Routing routing = Routing.REQUEST;

    @Mixin JudgeLatency latency = new JudgeLatency();

    @Override
    public Integer call() throws IOException {
        if (stream == null) {
            return measured();
        }
        if (service != null) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "--stream is judged here, '" + service + "' by the server: say one of them");
        }
        try (InputStream bytes = Inputs.stream(stream);
                StreamFile file = StreamFile.of(bytes)) {
            return judged(file);
        } catch (UnreadableStream e) {
            throw new Failed(ExitCode.UNREADABLE, Inputs.name(stream) + ": " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw Inputs.unreadable(Path.of(stream), Objects.requireNonNull(e.getCause()));
        } catch (IllegalArgumentException e) {
            throw new Failed(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private int judged(StreamFile file) {
        unless(share > 0 && share < 1, "--share", share, "above 0 and below 1");
        unless(length.isPositive(), "--length", length, "longer than zero");
        if (splits != null) {
            unless(splits >= 1 && splits <= MOST_SPLITS, "--splits", splits, "from 1 to 10000");
        }
        StreamAa.Result result =
                StreamAa.judge(
                        file,
                        new StreamAa.Request(
                                window -> plan(window, file.bounds()),
                                length,
                                share,
                                splits == null ? OptionalInt.empty() : OptionalInt.of(splits),
                                seed));
        AaReport report = AaReport.of(result, length);
        Output output = new Output(connection.json);
        report.lines().forEach(output::line);
        output.result(report);
        return exitCode(result.calibration().label());
    }

    private static void unless(boolean sound, String option, Object value, String bound) {
        if (!sound) {
            throw new IllegalArgumentException(option + " is " + value + ", must be " + bound);
        }
    }

    private Plan plan(Duration window, List<Double> bounds) {
        Duration least = window.multipliedBy(FEWEST_WINDOWS);
        unless(
                length.compareTo(least) >= 0,
                "--length",
                length.toMillis() + "ms",
                "at least five windows of the stream, %dms: in fewer the judge can hardly alarm"
                        .formatted(least.toMillis()));
        Plan plan =
                Plan.of(routing, MAX_ERROR_RATE, ANY).withErrors(alpha, BETA).withWindow(window);
        return latency.judged(plan, bounds, Optional.empty());
    }

    private int measured() {
        ApiClient client = connection.client();
        List<PlaceView> places =
                service != null && environment != null
                        ? List.of(
                                client.get(
                                        "/services/"
                                                + ApiClient.segment(service)
                                                + "/environments/"
                                                + ApiClient.segment(environment)
                                                + "/calibration",
                                        PlaceView.class))
                        : client.get("/calibration", CalibrationView.class).places().stream()
                                .filter(it -> service == null || it.service().equals(service))
                                .toList();
        if (places.isEmpty() && service != null) {
            throw new Failed(
                    ExitCode.UNREADABLE,
                    "no service " + service + ": 'surefoot status' lists them");
        }
        Output output = new Output(connection.json);
        if (places.isEmpty()) {
            output.line("no service yet: 'surefoot apply policy.yaml surefoot.yaml' brings one");
        }
        places.forEach(place -> AaReport.of(place).forEach(output::line));
        output.result(new CalibrationView(places));
        List<Calibration.Label> labels =
                places.stream().map(it -> Calibration.Label.valueOf(it.label())).toList();
        return exitCode(
                labels.contains(Calibration.Label.UNCALIBRATED)
                        ? Calibration.Label.UNCALIBRATED
                        : labels.contains(Calibration.Label.CALIBRATED)
                                ? Calibration.Label.CALIBRATED
                                : Calibration.Label.TOO_FEW);
    }

    private static int exitCode(Calibration.Label label) {
        return switch (label) {
            case CALIBRATED -> ExitCode.YES;
            case UNCALIBRATED -> ExitCode.NO;
            case TOO_FEW -> ExitCode.UNDECIDED;
        };
    }
}
