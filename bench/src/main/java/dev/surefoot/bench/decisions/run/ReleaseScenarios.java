package dev.surefoot.bench.decisions.run;

import static dev.surefoot.bench.decisions.run.Scenario.release;

import dev.surefoot.bench.decisions.run.Scenario.Family;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole releases, in which everybody plays a schedule: good ones, and faults early and late. */
public final class ReleaseScenarios {
    /** Ends the name of a release of a good version. */
    public static final String GOOD = " rps: good";

    private ReleaseScenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (int rps : new int[] {1_000, 100, 10, 1, 10_000}) {
            Traffic traffic = Traffic.of(rps, Scenarios.BASE);
            int seconds = rps == 1 ? 15 : 1;
            all.add(release(rps + GOOD, traffic, Optional.empty()).every(seconds));
            for (int onset : new int[] {0, 120}) {
                for (double rate : new double[] {.01, .05, .5}) {
                    Fault fault = Fault.of(rate).after(onset);
                    all.add(bad(traffic, fault).every(seconds));
                }
            }
        }
        all.addAll(notBounded());
        Traffic worse = Traffic.of(1_000, .03);
        all.add(release("3 % before: good", worse, Optional.empty()));
        all.add(release("3 % before: bad 10 %", worse, Optional.of(Fault.of(.1))));
        return all;
    }

    /** What no budget bounds: late, load-dependent, or within the margin. */
    public static List<Scenario> notBounded() {
        List<Scenario> all = new ArrayList<>();
        Traffic thousand = Traffic.of(1_000, Scenarios.BASE);
        for (int onset : new int[] {300, 600}) {
            for (double rate : new double[] {.05, .5}) {
                all.add(bad(thousand, Fault.of(rate).after(onset)));
            }
        }
        for (double cliff : new double[] {.03, .1, .3}) {
            Optional<Fault> fault = Optional.of(Fault.of(.5).above(cliff));
            String name =
                    "1000 rps: bad 50 % above " + Scenarios.text(cliff * 100) + " % of traffic";
            all.add(release(name, thousand, fault));
        }
        for (double factor : new double[] {1.25, 2}) {
            Optional<Fault> fault = Optional.of(Fault.of(Scenarios.BASE * factor));
            all.add(
                    release(
                            "1000 rps: ×" + Scenarios.text(factor) + " within the margin",
                            thousand,
                            fault));
        }
        return all;
    }

    private static Scenario bad(Traffic traffic, Fault fault) {
        String name =
                Scenarios.text(traffic.rps())
                        + " rps: bad "
                        + Scenarios.text(fault.errorRate() * 100)
                        + " %"
                        + (fault.onset() > 0 ? " from " + fault.onset() + " s on" : "");
        return release(name, traffic, Optional.of(fault));
    }

    /**
     * Whether a budget of 100 bounds what this costs: at 10 to 1,000 rps a steady fault of at least
     * three times the error rate, from before the five minutes of evidence are over.
     */
    public static boolean bounded(Scenario scenario) {
        double rps = scenario.traffic().rps();
        double least = 3 * scenario.traffic().errorRate();
        return scenario.family() == Family.RELEASE
                && rps >= 10
                && rps <= 1_000
                && scenario.fault()
                        .filter(it -> it.onset() < 300 && it.cliff() == 0)
                        .filter(it -> it.errorRate() >= least)
                        .isPresent();
    }
}
