package dev.surefoot.cli;

import dev.surefoot.judge.Pace;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;

import picocli.CommandLine.Option;

import java.time.Duration;

/** What every judge promises, as options. */
final class JudgePromises {
    @Option(
            names = "--alpha",
            paramLabel = "P",
            converter = Quantities.Share.class,
            description = "Chance of a wrong rollback; ${DEFAULT-VALUE} unless said.")
    double alpha = 0.01;

    @Option(
            names = "--beta",
            paramLabel = "P",
            converter = Quantities.Share.class,
            description = "Chance of a wrong promotion; ${DEFAULT-VALUE} unless said.")
    double beta = 0.05;

    @Option(
            names = "--margin",
            paramLabel = "RATIO",
            description = "Odds ratio that is too much; ${DEFAULT-VALUE} unless said.")
    double margin = 2;

    @Option(
            names = "--max-error-rate",
            paramLabel = "SHARE",
            converter = Quantities.Share.class,
            description =
                    "A version that fails less is good whatever the baseline does; 0.1%% unless"
                            + " said.")
    double maxErrorRate = 0.001;

    @Option(
            names = "--min-evidence-time",
            paramLabel = "TIME",
            converter = Quantities.Time.class,
            description = "Nobody is promoted before; 5m unless said.")
    Duration minEvidenceTime = Duration.ofMinutes(5);

    @Option(
            names = "--routing",
            paramLabel = "request|user|unknown",
            description = "How requests reach the canary; request unless said.")
    Routing routing = Routing.REQUEST;

    /** The plan, with windows of a second. */
    Plan plan(Pace pace) {
        return Plan.of(routing, maxErrorRate, pace)
                .withErrors(alpha, beta)
                .withMargin(margin)
                .withMinEvidenceTime(minEvidenceTime);
    }
}
