package dev.surefoot.server.promotion;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.LatencyBounds;
import dev.surefoot.server.environment.LatencySettings;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.SloSettings;
import dev.surefoot.server.environment.TrafficSettings;
import dev.surefoot.server.time.Spans;
import dev.surefoot.server.traffic.TrafficMinute;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether and where latency is judged in one promotion: from the pinned definition, and from the
 * traffic of the running version before the first request is exposed. Pure.
 *
 * <p>Where {@code judge.metrics} says nothing, it is judged at the goal of {@code slo.latency}, and
 * at up to two bounds which history tells. Only the goal must be kept for Promote; at the others a
 * slower version is rolled back.
 */
final class LatencyPlans {
    private static final String NO_DURATIONS = "HAProxy counts no durations by version";

    /**
     * Odds ratio of slow requests that takes nobody back. With enough traffic any two versions
     * differ by something, and nobody asked for "no slower at all".
     */
    private static final double TOLERATED = 1.25;

    private static final String LEFT_OUT = "judge.metrics leaves it out";

    private LatencyPlans() {}

    /**
     * What is judged.
     *
     * @param latency where; empty: nowhere
     * @param why it is not judged; empty where it is
     */
    record Choice(Optional<Metrics.Latency> latency, String why) {
        private static Choice none(String why) {
            return new Choice(Optional.empty(), why);
        }

        /** {@code plan} with this latency. */
        Plan in(Plan plan) {
            return plan.withMetrics(new Metrics(latency, plan.metrics().events()));
        }
    }

    /**
     * What is judged of latency.
     *
     * @param history of the running version
     */
    static Choice of(
            EnvironmentDefinition environment, Routing routing, List<TrafficMinute> history) {
        return switch (environment.traffic().plane()) {
            case TrafficSettings.Haproxy haproxy -> Choice.none(NO_DURATIONS);
            case TrafficSettings.Embedded embedded ->
                    switch (environment.judge().latency()) {
                        case LatencySettings.Off off -> Choice.none(LEFT_OUT);
                        case LatencySettings.At(List<Duration> bounds) ->
                                at(
                                        bounds.stream().map(Duration::toMillis).toList(),
                                        goal(environment),
                                        new Past(routing, LatencyHistory.of(history)));
                        case LatencySettings.Unsaid unsaid ->
                                told(environment, new Past(routing, LatencyHistory.of(history)));
                    };
        };
    }

    /** What is known beforehand. */
    private record Past(Routing routing, LatencyHistory history) {}

    private static Choice told(EnvironmentDefinition environment, Past past) {
        Optional<SloSettings.Latency> goal = goal(environment);
        List<Long> bounds = past.history().telling();
        return goal.isEmpty() && bounds.isEmpty()
                ? Choice.none(
                        ("slo.latency %s, and %d minutes of the running version's traffic"
                                        + " that could tell bounds were not there")
                                .formatted(missing(environment), LatencyHistory.FEWEST_MINUTES))
                : at(bounds, goal, past);
    }

    private static Choice at(List<Long> boundsMs, Optional<SloSettings.Latency> goal, Past past) {
        TreeSet<Long> all = new TreeSet<>(boundsMs);
        goal.ifPresent(it -> all.add(it.bound().toMillis()));
        List<Long> rising = List.copyOf(all);
        Dispersion dispersion =
                past.routing() == Routing.REQUEST
                        ? Dispersion.DECLARED_REQUEST
                        : past.history().dispersion(rising);
        return new Choice(
                Optional.of(
                        new Metrics.Latency(
                                rising.stream().map(Durations::seconds).toList(),
                                goal.map(
                                        it ->
                                                new Metrics.Goal(
                                                        Durations.seconds(it.bound().toMillis()),
                                                        it.share().basisPoints()
                                                                / (double)
                                                                        Share.ALL.basisPoints())),
                                TOLERATED,
                                dispersion)),
                "");
    }

    /** A goal that can be shown to be kept; definitions applied before may have another. */
    private static Optional<SloSettings.Latency> goal(EnvironmentDefinition environment) {
        return wanted(environment)
                .filter(it -> LatencyBounds.counts(it.bound()) && !it.share().equals(Share.ALL));
    }

    private static Optional<SloSettings.Latency> wanted(EnvironmentDefinition environment) {
        return environment.slo().flatMap(SloSettings::latency);
    }

    private static String missing(EnvironmentDefinition environment) {
        Optional<SloSettings.Latency> wanted = wanted(environment);
        if (wanted.isEmpty()) {
            return "is not set";
        }
        return LatencyBounds.counts(wanted.get().bound())
                ? "of 100% can't be shown by any number of requests"
                : "has a bound that the router does not count, "
                        + Spans.words(wanted.get().bound())
                        + " (next to it: "
                        + LatencyBounds.nearest(wanted.get().bound())
                        + ")";
    }

    /** What {@code plan} judges, for people, and why it does not judge latency, if it does not. */
    static String words(Plan plan, Optional<EnvironmentDefinition> environment) {
        return plan.metrics()
                .latency()
                .map(LatencyPlans::words)
                .orElseGet(
                        () ->
                                "errors"
                                        + environment
                                                .map(it -> of(it, Routing.REQUEST, List.of()).why())
                                                .filter(why -> !why.isEmpty())
                                                .map(why -> ", not latency: " + why)
                                                .orElse(""));
    }

    private static String words(Metrics.Latency latency) {
        Stream<String> bounds =
                latency.bounds().stream()
                        .map(it -> Spans.words(Duration.ofMillis(Durations.millis(it))));
        return "errors, and latency at "
                + String.join(", ", bounds.toList())
                + tolerated(latency.tolerated())
                + latency.goal()
                        .map(
                                it ->
                                        "; to be kept: %s within %s"
                                                .formatted(
                                                        share(it),
                                                        Spans.words(
                                                                Duration.ofMillis(
                                                                        Durations.millis(
                                                                                it.seconds())))))
                        .orElse("; without a goal, so it rolls back and never has to be shown");
    }

    private static String tolerated(double odds) {
        return odds == 1
                ? ""
                : " (odds of being slower up to %s times are tolerated)"
                        .formatted(BigDecimal.valueOf(odds).stripTrailingZeros().toPlainString());
    }

    private static Share share(Metrics.Goal goal) {
        return new Share((int) Math.round(goal.share() * Share.ALL.basisPoints()));
    }
}
