package dev.surefoot.bench.decisions.run;

import static dev.surefoot.bench.decisions.run.Scenario.detection;
import static dev.surefoot.bench.decisions.run.Scenario.same;

import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Model;
import dev.surefoot.bench.decisions.world.Slow;
import dev.surefoot.bench.decisions.world.Traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * The matrix, pruned: around scenario A (0.1 % against 1 % errors, 5 % of 1,000 requests a second,
 * scrapes of 1 s) one thing at a time is changed. Whole releases are in {@link ReleaseScenarios},
 * scenarios on recorded series in {@link RecordedScenarios}.
 */
public final class Scenarios {
    /** The one that others are measured by. */
    public static final String A = "A: 0.1 → 1 %, 1000 rps";

    /** The same, judged with latency, in which nothing is wrong. */
    public static final String A_TIMED = "A, with latency";

    /** The same without a fault. */
    public static final String SAME_AS_A = "same: 0.1 %, 1000 rps";

    private static final String STICKY = "same: sticky clusters of ";

    static final double BASE = .001;
    private static final long LOW_TRAFFIC = 6 * 3_600;

    /** Seconds of a scrape where sound versions are played in other traffic than A's: cheaper. */
    private static final int OTHERS = 5;

    private Scenarios() {}

    /** All simulated ones. */
    public static List<Scenario> simulated() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(detections());
        all.addAll(detectionsInOtherTraffic());
        all.addAll(sames());
        all.addAll(samesInOtherTraffic());
        all.addAll(ReleaseScenarios.all());
        all.addAll(wherePeersWin());
        all.addAll(withTimes());
        return all;
    }

    private static List<Scenario> detections() {
        List<Scenario> all = new ArrayList<>();
        Traffic thousand = Traffic.of(1_000, BASE);
        Fault tenfold = Fault.of(.01);
        all.add(detection(A, thousand, tenfold).swept());
        for (double factor : new double[] {1.5, 2, 5, 50, 500}) {
            String name = "×" + text(factor) + ", 1000 rps";
            all.add(detection(name, thousand, Fault.of(BASE * factor)).swept());
        }
        for (double factor : new double[] {2, 5, 10, 50, 500}) {
            Fault fault = Fault.of(BASE * factor);
            all.add(found("×" + text(factor) + ", 100 rps", 100, fault).swept());
            all.add(found("×" + text(factor) + ", 10 rps", 10, fault).every(15).swept());
            if (factor >= 10) {
                all.add(found("×" + text(factor) + ", 1 rps", 1, fault).every(60));
            }
        }
        for (double share : new double[] {.01, .25, .5}) {
            String at = " at " + text(share * 100) + " %";
            all.add(detection("A" + at, thousand, tenfold).share(share));
            all.add(detection("×2, 1000 rps" + at, thousand, Fault.of(.002)).share(share));
        }
        for (int seconds : new int[] {5, 15, 60}) {
            all.add(detection("A, scrapes of " + seconds + " s", thousand, tenfold).every(seconds));
        }
        for (double rate : new double[] {0, .005, .03}) {
            Traffic other = Traffic.of(1_000, rate);
            String from = text(rate * 100) + " → ";
            for (double factor : new double[] {2, 10}) {
                double bad = rate == 0 ? BASE * factor : rate * factor;
                String name = from + text(bad * 100) + " %, 1000 rps";
                all.add(detection(name, other, Fault.of(bad)));
            }
        }
        for (int minutes : new int[] {2, 5, 10, 30, 90}) {
            all.add(
                    detection(
                            "A, from " + minutes + " min on",
                            thousand,
                            tenfold.after(minutes * 60L)));
        }
        return all;
    }

    private static Scenario found(String name, double rps, Fault fault) {
        return detection(name, Traffic.of(rps, BASE), fault).until(LOW_TRAFFIC);
    }

    private static List<Scenario> detectionsInOtherTraffic() {
        List<Scenario> all = new ArrayList<>();
        for (Named model : models()) {
            Scenario bad = detection("A, " + model.name(), model.traffic(BASE), Fault.of(.01));
            all.add(model.sticky() ? bad.byUser() : bad);
        }
        return all;
    }

    private static List<Scenario> sames() {
        List<Scenario> all = new ArrayList<>();
        all.add(same(SAME_AS_A, Traffic.of(1_000, BASE)).swept());
        all.add(same("same: 0.1 %, 100 rps", Traffic.of(100, BASE)).swept());
        all.add(same("same: 0.1 %, 10 rps", Traffic.of(10, BASE)).every(15).swept());
        all.add(same("same: 0.1 %, 1 rps", Traffic.of(1, BASE)).every(60).until(LOW_TRAFFIC));
        all.add(same("same: 0.02 rps", Traffic.of(.02, .005)).every(60).until(LOW_TRAFFIC));
        for (double rate : new double[] {.003, .005, .03}) {
            String name = "same: " + text(rate * 100) + " %, 1000 rps";
            all.add(same(name, Traffic.of(1_000, rate)).every(OTHERS));
        }
        for (double rate : new double[] {.005, .03}) {
            String name = "same: " + text(rate * 100) + " %, 100 rps";
            all.add(same(name, Traffic.of(100, rate)).every(OTHERS));
        }
        for (double share : new double[] {.01, .25, .5}) {
            String name = SAME_AS_A + " at " + text(share * 100) + " %";
            all.add(same(name, Traffic.of(1_000, BASE)).share(share).every(OTHERS));
        }
        for (int seconds : new int[] {5, 15, 60}) {
            String name = SAME_AS_A + ", scrapes of " + seconds + " s";
            all.add(same(name, Traffic.of(1_000, BASE)).every(seconds));
        }
        return all;
    }

    private static List<Scenario> samesInOtherTraffic() {
        List<Scenario> all = new ArrayList<>();
        for (Named model : models()) {
            Scenario sound = same("same: " + model.name(), model.traffic(BASE)).every(OTHERS);
            all.add(model.sticky() ? sound.byUser() : sound);
        }
        for (int mean : new int[] {2, 5, 10}) {
            all.add(stickyAndSlow(mean, 10, 15));
            all.add(stickyAndSlow(mean, 1, 60));
        }
        return all;
    }

    /** Little traffic in clusters that stick to an arm, six hours. */
    private static Scenario stickyAndSlow(int mean, double rps, int seconds) {
        Traffic traffic = new Traffic(rps, BASE, new Model.Clusters(mean, true));
        String name = STICKY + mean + ", " + text(rps) + " rps";
        return same(name, traffic).byUser().every(seconds).until(LOW_TRAFFIC);
    }

    private static List<Scenario> wherePeersWin() {
        Model breach = new Model.Incident(.03, 1_000_000_000L);
        return List.of(
                same("both: 3 %, for good", new Traffic(1_000, BASE, breach))
                        .family(Family.BOTH_BAD),
                detection("A, scrapes of 5 min", Traffic.of(1_000, BASE), Fault.of(.01))
                        .every(300));
    }

    private static List<Scenario> withTimes() {
        Traffic timed = Traffic.of(1_000, BASE).withTimes();
        List<Scenario> all = new ArrayList<>();
        all.add(latency(A_TIMED, timed, Fault.of(.01)));
        for (double factor : new double[] {1.1, 1.3, 2}) {
            String name = "latency ×" + text(factor);
            all.add(latency(name, timed, Fault.of(new Slow.Times(factor))));
        }
        all.add(latency("1 % of requests + 1 s", timed, Fault.of(new Slow.Stalls(.01, 1))));
        all.add(same("same: 0.1 %, 1000 rps, with latency, scrapes of 15 s", timed).every(15));
        return all;
    }

    /** Whether the name is of sound versions with little traffic in clusters that stick. */
    public static boolean stickyAndSlow(String name) {
        return name.startsWith(STICKY) && name.endsWith(" rps");
    }

    private static Scenario latency(String name, Traffic traffic, Fault fault) {
        return detection(name, traffic, fault).family(Family.LATENCY);
    }

    private record Named(String name, Model model) {
        Traffic traffic(double errorRate) {
            return new Traffic(1_000, errorRate, model);
        }

        boolean sticky() {
            return model instanceof Model.Clusters clusters && clusters.sticky();
        }
    }

    private static List<Named> models() {
        List<Named> all = new ArrayList<>();
        all.add(new Named("a day's wave", new Model.Diurnal()));
        all.add(new Named("shared incident", new Model.Incident(.03, 300)));
        for (int mean : new int[] {2, 5, 10}) {
            all.add(new Named("clusters of " + mean, new Model.Clusters(mean, false)));
            all.add(new Named("sticky clusters of " + mean, new Model.Clusters(mean, true)));
        }
        all.add(new Named("overload", new Model.Overload()));
        all.add(new Named("uneven instances", new Model.Uneven()));
        all.add(new Named("resets", new Model.Resets()));
        all.add(new Named("gaps", new Model.Gaps()));
        return all;
    }

    /** Whole numbers without, others with as many decimals as they have, at most three. */
    static String text(double value) {
        return java.math.BigDecimal.valueOf(value)
                .setScale(3, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
