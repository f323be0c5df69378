package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Model.Recorded;
import dev.surefoot.bench.decisions.world.Model.Recorded.Point;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.judge.Routing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Scenarios on recorded series: NAB (numenta/NAB, MIT) as shapes of arrivals and of error rates,
 * PetShop (amazon-science, CC-BY-4.0) split at random. No series has a second arm, so nothing here
 * is a measured canary. Data of five minutes are played as such.
 */
public final class RecordedScenarios {
    private static final String NAB = "nab/realAWSCloudwatch/";
    private static final String KNOWN = "nab/realKnownCause/";
    private static final String PETSHOP = "petshop/low_traffic/";

    /** Values that errors are shaped like. */
    private static final Map<String, String> ERRORS =
            new TreeMap<>(
                    Map.of(
                            KNOWN + "cpu_utilization_asg_misconfiguration.csv",
                            "errors shaped like a recorded CPU",
                            KNOWN + "ec2_request_latency_system_failure.csv",
                            "errors shaped like recorded latency",
                            NAB + "ec2_cpu_utilization_c6585a.csv",
                            "errors shaped like a quiet CPU",
                            NAB + "rds_cpu_utilization_cc0c53.csv",
                            "errors shaped like a database's CPU"));

    private static final List<String> UNREADABLE =
            List.of(
                    "PetShop issues 0 and 2: their alarm is on an average of latency, which no rule"
                            + " here reads",
                    "elastic/examples, apache log: not among the recorded series");
    private static final int STEP = 300;
    private static final double RATE = .005;
    private static final double RPS = 100;
    private static final long SIX_HOURS = 6 * 3_600;

    private RecordedScenarios() {}

    /** All of which the folder {@code series} has the file; others are added to {@code skipped}. */
    public static List<Scenario> of(Path series, List<String> skipped) {
        List<Scenario> all = new ArrayList<>();
        there(series, NAB + "elb_request_count_8c0756.csv", skipped)
                .ifPresent(file -> all.addAll(arrivals("recorded arrivals", file, 1)));
        there(series, NAB + "ec2_network_in_257a54.csv", skipped)
                .ifPresent(
                        file ->
                                all.addAll(
                                        arrivals(
                                                "arrivals like recorded network traffic",
                                                file,
                                                RPS * STEP / mean(Series.values(file)))));
        ERRORS.forEach(
                (file, name) ->
                        there(series, file, skipped)
                                .ifPresent(it -> all.add(same(name, shaped(it), 60))));
        there(series, PETSHOP + "noissue/metrics.csv", skipped)
                .map(Series::shop)
                .map(shop -> recorded("PetShop noissue", shop.points()))
                .ifPresent(halves -> all.add(same("PetShop halves", halves, STEP)));
        for (int issue : new int[] {12, 13}) {
            there(series, PETSHOP + "test/issue_" + issue + "/metrics.csv", skipped)
                    .ifPresent(file -> all.add(issue(file, issue)));
        }
        skipped.addAll(UNREADABLE);
        return all;
    }

    private static Optional<Path> there(Path series, String file, List<String> skipped) {
        Path path = series.resolve(file);
        if (Files.exists(path)) {
            return Optional.of(path);
        }
        skipped.add("series/" + file + ": not there");
        return Optional.empty();
    }

    /** Requests as recorded, times {@code scale}. */
    private static List<Scenario> arrivals(String name, Path file, double scale) {
        Recorded arrivals =
                recorded(
                        "NAB " + file.getFileName(),
                        Series.values(file).stream()
                                .map(n -> new Point(n * scale, RATE, RATE))
                                .toList());
        return List.of(
                same(name, arrivals, 60),
                with(same(name + ", 0.5 → 5 %", arrivals, 60), Fault.of(10 * RATE)));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(1);
    }

    private static Scenario issue(Path file, int issue) {
        List<Point> points = Series.shop(file).points();
        // The level before the alarm stands for the arm that nothing happened to.
        double before = (points.get(0).errorRate() + points.get(1).errorRate()) / 2;
        List<Point> faulty =
                points.stream()
                        .map(point -> new Point(point.requests(), before, point.errorRate()))
                        .toList();
        Recorded model = new Recorded("PetShop issue_" + issue, STEP, true, faulty);
        Scenario scenario = same("PetShop issue " + issue + " as a canary", model, STEP);
        // The alarm came with the third row.
        Fault alarm = Fault.of(before).after(2 * STEP);
        return with(scenario.until(STEP * (long) faulty.size()), alarm);
    }

    /** Errors go up and down with a recorded value, .5 % at its median; 100 requests a second. */
    private static Recorded shaped(Path file) {
        List<Double> values = Series.values(file);
        double median = values.stream().sorted().toList().get(values.size() / 2);
        List<Point> points = new ArrayList<>();
        for (double value : values) {
            double rate = Math.clamp(RATE * value / median, 0, .5);
            points.add(new Point(RPS * STEP, rate, rate));
        }
        return recorded("NAB " + file.getFileName(), points);
    }

    private static Recorded recorded(String name, List<Point> points) {
        return new Recorded(name, STEP, false, points);
    }

    private static Scenario same(String name, Recorded model, int seconds) {
        double requests = model.points().stream().mapToDouble(Point::requests).average().orElse(0);
        double rate = model.points().stream().mapToDouble(Point::errorRate).average().orElse(0);
        return new Scenario(
                "real: " + name,
                Family.SAME,
                new Traffic(requests / STEP, rate, model),
                Optional.empty(),
                OptionalDouble.of(.5),
                seconds,
                SIX_HOURS,
                Routing.REQUEST,
                false);
    }

    private static Scenario with(Scenario same, Fault fault) {
        return new Scenario(
                same.name(),
                Family.DETECTION,
                same.traffic(),
                Optional.of(fault),
                same.share(),
                same.seconds(),
                same.horizon(),
                same.routing(),
                same.sweep());
    }
}
