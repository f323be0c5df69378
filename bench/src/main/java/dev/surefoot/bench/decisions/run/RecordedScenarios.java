package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Model.Recorded;
import dev.surefoot.bench.decisions.world.Model.Recorded.Point;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.judge.Routing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scenarios on recorded series: NAB (numenta/NAB, MIT) as shapes of arrivals and of error rates,
 * PetShop (amazon-science, CC-BY-4.0) split at random. No series has a second arm, so nothing here
 * is a measured canary. Data of five minutes are played as such.
 */
public final class RecordedScenarios {
    private static final String NAB = "nab/realAWSCloudwatch/";
    private static final String KNOWN = "nab/realKnownCause/";
    private static final String PETSHOP = "petshop/low_traffic/";
    private static final int STEP = 300;
    private static final double RATE = .005;
    private static final double RPS = 100;
    private static final long SIX_HOURS = 6 * 3_600;

    private RecordedScenarios() {}

    /** All of them, from the folder {@code series}. */
    public static List<Scenario> of(Path series) {
        List<Scenario> all = new ArrayList<>();
        List<Double> requests = Series.values(series.resolve(NAB + "elb_request_count_8c0756.csv"));
        Recorded arrivals =
                recorded(
                        "NAB elb_request_count",
                        requests.stream().map(n -> new Point(n, RATE, RATE)).toList());
        all.add(same("recorded arrivals", arrivals, 60));
        all.add(with(same("recorded arrivals, 0.5 → 5 %", arrivals, 60), Fault.of(10 * RATE)));
        all.add(
                same(
                        "errors shaped like a recorded CPU",
                        shaped(series, KNOWN + "cpu_utilization_asg_misconfiguration.csv"),
                        60));
        all.add(
                same(
                        "errors shaped like recorded latency",
                        shaped(series, KNOWN + "ec2_request_latency_system_failure.csv"),
                        60));
        Series.Shop quiet = Series.shop(series.resolve(PETSHOP + "noissue/metrics.csv"));
        all.add(same("PetShop halves", recorded("PetShop noissue", quiet.points()), STEP));
        for (int issue : new int[] {12, 13}) {
            all.add(issue(series, issue));
        }
        return all;
    }

    private static Scenario issue(Path series, int issue) {
        Series.Shop shop =
                Series.shop(series.resolve(PETSHOP + "test/issue_" + issue + "/metrics.csv"));
        List<Point> points = shop.points();
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
    private static Recorded shaped(Path series, String file) {
        List<Double> values = Series.values(series.resolve(file));
        double median = values.stream().sorted().toList().get(values.size() / 2);
        List<Point> points = new ArrayList<>();
        for (double value : values) {
            double rate = Math.clamp(RATE * value / median, 0, .5);
            points.add(new Point(RPS * STEP, rate, rate));
        }
        return recorded("NAB " + file, points);
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
