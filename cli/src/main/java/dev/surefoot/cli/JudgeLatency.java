package dev.surefoot.cli;

import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Plan;

import picocli.CommandLine.Option;

import java.util.List;
import java.util.Optional;

/** How a stream's latency is judged: as a rollout judges it, unless said. */
final class JudgeLatency {
    private static final double MOST = 10;

    @Option(
            names = "--latency-tolerated",
            paramLabel = "RATIO",
            description =
                    "Odds ratio of slow requests, from 1 to 10, up to which latency does not roll"
                            + " back; ${DEFAULT-VALUE} unless said, as in rollouts.")
    double tolerated = 1.25;

    /**
     * The plan with the latency of a stream, if it has any.
     *
     * @param bounds of its buckets, in seconds
     * @throws IllegalArgumentException naming option, value and bound
     */
    Plan judged(Plan plan, List<Double> bounds, Optional<Metrics.Goal> goal) {
        if (!(tolerated >= 1 && tolerated <= MOST)) {
            throw new IllegalArgumentException(
                    "--latency-tolerated is " + tolerated + ", must be at least 1 and at most 10");
        }
        if (bounds.isEmpty()) {
            return plan;
        }
        // What nobody measured is asked of the library; only what is tolerated differs.
        Metrics metrics = plan.withLatency(Metrics.Latency.some(bounds, goal), goal).metrics();
        Optional<Metrics.Latency> latency =
                metrics.latency()
                        .map(
                                it ->
                                        new Metrics.Latency(
                                                it.bounds(), goal, tolerated, it.dispersion()));
        return plan.withMetrics(new Metrics(latency, metrics.events()));
    }
}
