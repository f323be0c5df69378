package dev.surefoot.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is promised before the first request, and never changed afterwards: a {@link State} knows
 * its plan by {@link #hash()} and works with no other.
 *
 * @param promises how often the judge may be wrong, and what is too bad
 * @param times window, time of evidence and deadline
 * @param routing how requests reach the canary
 * @param dispersion how errors cluster; exactly 1 where routing is {@code REQUEST}
 * @param metrics what is compared beside errors
 * @param pace how exposure grows
 * @param rails what rolls back without comparison
 */
public record Plan(
        Promises promises,
        Times times,
        Routing routing,
        Dispersion dispersion,
        Metrics metrics,
        Pace pace,
        Rails rails) {
    /**
     * Checks the plan.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Plan {
        checkDispersion(routing, "dispersion", dispersion);
        metrics.latency()
                .ifPresent(it -> checkDispersion(routing, "latency.dispersion", it.dispersion()));
        for (Metrics.Event event : metrics.events()) {
            checkDispersion(routing, "event " + event.name() + ".dispersion", event.dispersion());
        }
    }

    private static void checkDispersion(Routing routing, String setting, Dispersion dispersion) {
        Bounds.unless(
                routing != Routing.REQUEST || dispersion.phi() == 1,
                setting,
                dispersion.phi(),
                "1 where routing is request");
    }

    /**
     * A plan with the usual promises: α 0.01, β 0.05, margin 2, five minutes of evidence, windows
     * of one second, default rails and no deadline; change them by the {@code with} methods.
     */
    public static Plan of(Routing routing, double maxErrorRate, Pace pace) {
        return new Plan(
                new Promises(0.01, 0.05, 2, maxErrorRate),
                Times.DEFAULT,
                routing,
                Dispersion.unmeasured(routing),
                Metrics.NONE,
                pace,
                Rails.DEFAULT);
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

    /** Chance at most of a wrong Rollback. */
    public double alpha() {
        return promises.alpha();
    }

    /** Chance at most of a wrong Promote. */
    public double beta() {
        return promises.beta();
    }

    /** Odds ratio of events that is too much. */
    public double margin() {
        return promises.margin();
    }

    /** Share of errors below which a version is good. */
    public double maxErrorRate() {
        return promises.maxErrorRate();
    }

    /** Nominal length of a window. */
    public Duration window() {
        return times.window();
    }

    /** Time that windows must cover before Promote. */
    public Duration minEvidenceTime() {
        return times.minEvidence();
    }

    /** Time from the first window after which the answer is Inconclusive. */
    public Optional<Duration> deadline() {
        return times.deadline();
    }

    /** This plan with other chances of a wrong Rollback and a wrong Promote. */
    public Plan withErrors(double alpha, double beta) {
        return with(new Promises(alpha, beta, margin(), maxErrorRate()));
    }

    /** This plan with another margin (odds ratio). */
    public Plan withMargin(double margin) {
        return with(new Promises(alpha(), beta(), margin, maxErrorRate()));
    }

    /** This plan with another time of evidence before Promote. */
    public Plan withMinEvidenceTime(Duration time) {
        return with(new Times(window(), time, deadline()));
    }

    /** This plan with another nominal window. */
    public Plan withWindow(Duration length) {
        return with(new Times(length, minEvidenceTime(), deadline()));
    }

    /** This plan with a deadline, from the first window's start. */
    public Plan withDeadline(Duration time) {
        return with(new Times(window(), minEvidenceTime(), Optional.of(time)));
    }

    /** This plan with a measured dispersion; only for routing other than {@code REQUEST}. */
    public Plan withDispersion(Dispersion measured) {
        return new Plan(promises, times, routing, measured, metrics, pace, rails);
    }

    /** This plan with other rails. */
    public Plan withRails(Rails other) {
        return new Plan(promises, times, routing, dispersion, metrics, pace, other);
    }

    /** This plan with other things to compare beside errors. */
    public Plan withMetrics(Metrics other) {
        return new Plan(promises, times, routing, dispersion, other, pace, rails);
    }

    /** This plan with latency, whose dispersion nobody measured. */
    public Plan withLatency(List<Double> bounds, Optional<Metrics.Goal> goal) {
        return withMetrics(
                new Metrics(
                        Optional.of(
                                new Metrics.Latency(
                                        bounds, goal, 1, Dispersion.unmeasured(routing))),
                        metrics.events()));
    }

    /** This plan with one more event, whose dispersion nobody measured. */
    public Plan withEvent(String name, double weight) {
        List<Metrics.Event> events = new ArrayList<>(metrics.events());
        events.add(new Metrics.Event(name, weight, Dispersion.unmeasured(routing)));
        return withMetrics(new Metrics(metrics.latency(), events));
    }

    /** This plan with another pace of exposure. */
    public Plan withPace(Pace other) {
        return new Plan(promises, times, routing, dispersion, metrics, other, rails);
    }

    private Plan with(Promises other) {
        return new Plan(other, times, routing, dispersion, metrics, pace, rails);
    }

    private Plan with(Times other) {
        return new Plan(promises, other, routing, dispersion, metrics, pace, rails);
    }

    /** SHA-256 in hex over every setting; doubles enter by their 64 bits. */
    public String hash() {
        Canon canon = new Canon();
        promises.digest(canon);
        times.digest(canon);
        canon.add(routing.name());
        dispersion.digest(canon);
        metrics.digest(canon);
        switch (pace) {
            case Schedule steps -> steps.digest(canon.add("steps"));
            case Budget budget -> budget.digest(canon.add("budget"));
        }
        rails.digest(canon);
        return canon.sha256();
    }
}
