package dev.surefoot.judge.aa;

import dev.surefoot.judge.Budget;
import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;

import java.util.List;

/**
 * Plans whose evidence counts for less, since false alarms were measured where the plan promised
 * fewer. Pure.
 *
 * <p>Where routing is {@code REQUEST} the plan says that requests are independent. Measured false
 * alarms contradict that, so a raised plan says {@code UNKNOWN}; it then no longer tests whether
 * the canary gets its share of requests.
 */
public final class Damping {
    /** What the dispersion is multiplied by, rising; 1 is the plan as it is. */
    public static final List<Double> FACTORS =
            List.of(1., 1.5, 2., 3., 5., 8., 12., 20., 35., 60., 100.);

    /** Rollback stays possible at every factor. */
    private static final double HIGHEST_PHI = 1_000;

    /** A budget begins with at most this share. */
    private static final double FIRST_OF_BUDGET = 0.05;

    private static final double BASIS_POINTS = 10_000;

    private Damping() {}

    /** The plan at each of {@link #FACTORS}. */
    public static List<Plan> ladder(Plan plan) {
        return FACTORS.stream().map(factor -> raised(plan, factor)).toList();
    }

    /** The plan with every dispersion multiplied by {@code factor}; itself for a factor of 1. */
    public static Plan raised(Plan plan, double factor) {
        return factor <= 1
                ? plan
                : new Plan(
                        plan.promises(),
                        plan.times(),
                        plan.routing() == Routing.REQUEST ? Routing.UNKNOWN : plan.routing(),
                        raised(plan.dispersion(), factor),
                        raised(plan.metrics(), factor),
                        plan.pace(),
                        plan.rails());
    }

    /** The share that a release of this plan begins with, from 0 to 1. */
    public static double firstShare(Plan plan) {
        return switch (plan.pace()) {
            case Schedule steps -> steps.stepsBp().getFirst() / BASIS_POINTS;
            case Budget _ -> FIRST_OF_BUDGET;
        };
    }

    /**
     * The smallest of {@link #FACTORS} from which on a release was quiet; infinite if the highest
     * was not enough.
     *
     * @param release judged under {@link #ladder}
     */
    public static double quietFrom(AaRelease release) {
        int from = FACTORS.size();
        while (from > 0 && !release.alarmed(from - 1)) {
            from--;
        }
        return from == FACTORS.size() ? Double.POSITIVE_INFINITY : FACTORS.get(from);
    }

    /**
     * The smallest factor at which these releases keep the promise: at most alpha of them alarm. 1
     * as long as nothing speaks against the plan as it is; the highest if none is enough.
     *
     * @param quietFrom of each release
     */
    public static double needed(double alpha, List<Double> quietFrom) {
        if (Calibration.of(alpha, alarms(quietFrom, 1), quietFrom.size()).label()
                != Calibration.Label.UNCALIBRATED) {
            return 1;
        }
        return FACTORS.stream()
                .filter(factor -> alarms(quietFrom, factor) <= alpha * quietFrom.size())
                .findFirst()
                .orElse(FACTORS.getLast());
    }

    /** How many releases alarm at a factor. */
    public static long alarms(List<Double> quietFrom, double factor) {
        return quietFrom.stream().filter(from -> from > factor).count();
    }

    /** A dispersion that counts {@code factor} times, and says why. */
    public static Dispersion raised(Dispersion measured, double factor) {
        return new Dispersion(
                Math.min(HIGHEST_PHI, measured.phi() * factor),
                "%s, raised %s times for false alarms between equal versions"
                        .formatted(measured.source(), Percents.plain(factor)));
    }

    private static Metrics raised(Metrics metrics, double factor) {
        return new Metrics(
                metrics.latency().map(it -> it.withDispersion(raised(it.dispersion(), factor))),
                metrics.events().stream()
                        .map(
                                it ->
                                        new Metrics.Event(
                                                it.name(),
                                                it.weight(),
                                                raised(it.dispersion(), factor)))
                        .toList());
    }
}
