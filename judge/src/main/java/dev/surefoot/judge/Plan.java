package dev.surefoot.judge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is promised before the first request, and never changed afterwards: a {@link State} knows
 * its plan by {@link #hash()} and works with no other.
 *
 * @param alpha chance at most of rolling back a version that is no worse, over the whole release
 * @param beta chance at most of promoting one that is worse by the margin and above the ceiling
 * @param margin odds ratio m of errors that is too much; 2 means "twice the odds"
 * @param maxErrorRate share of errors below which a version is good whatever the baseline does
 * @param minEvidenceTime time that windows must cover before Promote
 * @param window nominal length of a window
 * @param routing how requests reach the canary
 * @param dispersion how failures cluster; exactly 1 where routing is {@code REQUEST}
 * @param schedule steps of exposure
 * @param rails what rolls back without comparison
 * @param deadline time from the first window after which the answer is Inconclusive
 */
public record Plan(
        double alpha,
        double beta,
        double margin,
        double maxErrorRate,
        Duration minEvidenceTime,
        Duration window,
        Routing routing,
        Dispersion dispersion,
        Schedule schedule,
        Rails rails,
        Optional<Duration> deadline) {
    /**
     * Checks the plan.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Plan {
        Bounds.inside(alpha, 0, 0.5, "alpha");
        Bounds.inside(beta, 0, 0.5, "beta");
        Bounds.inside(margin, 1, 100, "margin");
        Bounds.inside(maxErrorRate, 0, 1, "max-error-rate");
        Bounds.unless(
                !minEvidenceTime.isNegative(),
                "min-evidence-time",
                minEvidenceTime,
                "at least zero");
        Bounds.positive(window, "window");
        Bounds.unless(
                routing != Routing.REQUEST || dispersion.phi() == 1,
                "dispersion",
                dispersion.phi(),
                "1 where routing is request");
        deadline.ifPresent(time -> Bounds.positive(time, "deadline"));
    }

    /**
     * A plan with the usual promises: α 0.01, β 0.05, margin 2, five minutes of evidence, windows
     * of one second, default rails and no deadline; change them by the {@code with} methods.
     */
    public static Plan of(Routing routing, double maxErrorRate, Schedule schedule) {
        return new Plan(
                0.01,
                0.05,
                2,
                maxErrorRate,
                Duration.ofMinutes(5),
                Duration.ofSeconds(1),
                routing,
                routing == Routing.REQUEST ? Dispersion.DECLARED_REQUEST : Dispersion.DEFAULT,
                schedule,
                Rails.DEFAULT,
                Optional.empty());
    }

    /** The margin that an availability goal leaves: 1 + (1 − SLO) / p, within 1.1 and 2. */
    public static double marginFor(double availability, double baselineErrorRate) {
        return baselineErrorRate <= 0
                ? 2
                : Math.clamp(1 + (1 - availability) / baselineErrorRate, 1.1, 2);
    }

    /** The ceiling that an availability goal leaves: max(1 − SLO, 2 p). */
    public static double maxErrorRateFor(double availability, double baselineErrorRate) {
        return Math.max(1 - availability, 2 * baselineErrorRate);
    }

    /** This plan with other chances of a wrong Rollback and a wrong Promote. */
    public Plan withErrors(double newAlpha, double newBeta) {
        return new Plan(
                newAlpha,
                newBeta,
                margin,
                maxErrorRate,
                minEvidenceTime,
                window,
                routing,
                dispersion,
                schedule,
                rails,
                deadline);
    }

    /** This plan with another margin (odds ratio). */
    public Plan withMargin(double newMargin) {
        return new Plan(
                alpha,
                beta,
                newMargin,
                maxErrorRate,
                minEvidenceTime,
                window,
                routing,
                dispersion,
                schedule,
                rails,
                deadline);
    }

    /** This plan with another time of evidence before Promote. */
    public Plan withMinEvidenceTime(Duration time) {
        return new Plan(
                alpha,
                beta,
                margin,
                maxErrorRate,
                time,
                window,
                routing,
                dispersion,
                schedule,
                rails,
                deadline);
    }

    /** This plan with another nominal window. */
    public Plan withWindow(Duration length) {
        return new Plan(
                alpha,
                beta,
                margin,
                maxErrorRate,
                minEvidenceTime,
                length,
                routing,
                dispersion,
                schedule,
                rails,
                deadline);
    }

    /** This plan with a measured dispersion; only for routing other than {@code REQUEST}. */
    public Plan withDispersion(Dispersion measured) {
        return new Plan(
                alpha,
                beta,
                margin,
                maxErrorRate,
                minEvidenceTime,
                window,
                routing,
                measured,
                schedule,
                rails,
                deadline);
    }

    /** This plan with other rails. */
    public Plan withRails(Rails newRails) {
        return new Plan(
                alpha,
                beta,
                margin,
                maxErrorRate,
                minEvidenceTime,
                window,
                routing,
                dispersion,
                schedule,
                newRails,
                deadline);
    }

    /** This plan with a deadline, from the first window's start. */
    public Plan withDeadline(Duration time) {
        return new Plan(
                alpha,
                beta,
                margin,
                maxErrorRate,
                minEvidenceTime,
                window,
                routing,
                dispersion,
                schedule,
                rails,
                Optional.of(time));
    }

    /** SHA-256 in hex over every setting; doubles enter by their 64 bits. */
    public String hash() {
        String text =
                String.join(
                        "|",
                        "surefoot judge plan 1",
                        bits(alpha),
                        bits(beta),
                        bits(margin),
                        bits(maxErrorRate),
                        minEvidenceTime.toString(),
                        window.toString(),
                        routing.name(),
                        bits(dispersion.phi()),
                        dispersion.source(),
                        schedule.stepsBp().toString(),
                        schedule.stepTime().toString(),
                        Long.toString(schedule.minRequests()),
                        bits(rails.errorRate()),
                        Integer.toString(rails.restarts()),
                        Integer.toString(rails.notReadyPolls()),
                        rails.blind().toString(),
                        deadline.map(Duration::toString).orElse("none"));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }
}
