package dev.surefoot.judge;

import dev.surefoot.judge.Judgement.Inconclusive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a version as good as the baseline would be promoted, from the traffic at the share in force
 * and the baseline's rate of errors: what each wager still lacks over what it gains a second on
 * average. An expectation for people; no decision rests on it.
 */
record Eta(Plan plan, State state) {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    Optional<Duration> atShareInForce() {
        long all = state.exposure.canary() + state.exposure.baseline();
        return all == 0 ? Optional.empty() : at((double) state.exposure.canary() / all);
    }

    /** The time at another share of the same traffic. */
    Optional<Duration> at(double share) {
        double rate = state.exposure.rate();
        Evidence.Tally baseline = state.totals.split().baseline();
        if (rate == 0 || baseline.requests() == 0 || share <= 0 || share >= 1) {
            return Optional.empty();
        }
        double errorRate = (double) baseline.errors() / baseline.requests();
        double seconds = Math.min(byMargin(share, errorRate), byCeiling(share, errorRate)) / rate;
        if (!(seconds < LONGEST_SECONDS)) {
            return Optional.empty();
        }
        Duration time = Duration.ofMillis((long) Math.ceil(seconds * 1_000));
        Duration least = plan.minEvidenceTime().minus(state.progress.covered());
        return Optional.of(time.compareTo(least) < 0 ? least : time);
    }

    /** Requests of both arms until F suffices beside today's Q. */
    private double byMargin(double share, double errorRate) {
        double gain =
                errorRate * Odds.divergence(share, plan.margin()) / plan.dispersion().divisor();
        double needed =
                lacking(state.fitness.logQ())
                        + StrictMath.log(Fitness.PSI.length)
                        - state.fitness.logNoDifference();
        return requests(needed, gain);
    }

    /** Requests of both arms until Q suffices beside today's F. */
    private double byCeiling(double share, double errorRate) {
        double least = Double.POSITIVE_INFINITY;
        double goal = lacking(state.fitness.logF()) + StrictMath.log(Fitness.FRACTIONS.length);
        for (int i = 0; i < Fitness.FRACTIONS.length; i++) {
            double fraction = Fitness.FRACTIONS[i];
            double gain =
                    errorRate * StrictMath.log(fraction)
                            + (1 - errorRate) * Ceiling.perSuccess(fraction, plan.maxErrorRate());
            double perRequest = share * gain / plan.dispersion().divisor();
            least = Math.min(least, requests(goal - state.fitness.logFraction(i), perRequest));
        }
        return least;
    }

    /** ln of what one of F and Q must be, the other staying as it is. */
    private double lacking(double logOther) {
        return StrictMath.log(Math.max(1e-9, 2 / plan.beta() - StrictMath.exp(logOther)));
    }

    private static double requests(double needed, double gain) {
        return gain <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, needed) / gain;
    }

    Inconclusive inconclusive(HoldReason held, Evidence evidence) {
        InconclusiveReason reason =
                switch (held) {
                    case GATHERING_EVIDENCE, MIN_EVIDENCE_TIME, RAILS_ONLY ->
                            InconclusiveReason.NOT_ENOUGH_EVIDENCE;
                    case NO_TRAFFIC -> InconclusiveReason.NO_TRAFFIC;
                    case STALE, SILENT -> InconclusiveReason.SILENT;
                    case SHARED_INCIDENT -> InconclusiveReason.SHARED_INCIDENT;
                    case ROUTING_UNVERIFIED -> InconclusiveReason.ROUTING_UNVERIFIED;
                };
        return new Inconclusive(reason, options(reason, evidence), evidence);
    }

    private List<String> options(InconclusiveReason reason, Evidence evidence) {
        return switch (reason) {
            case NOT_ENOUGH_EVIDENCE -> forLittleTraffic(evidence);
            case NO_TRAFFIC ->
                    List.of(
                            "check that the router sends requests to the canary",
                            "send synthetic probes to the canary",
                            "roll back");
            case SILENT ->
                    List.of(
                            "restore the counters of both arms, then judge on with a later deadline",
                            "roll back");
            case SHARED_INCIDENT ->
                    List.of("end the incident, then judge on with a later deadline", "roll back");
            case ROUTING_UNVERIFIED ->
                    List.of(
                            "make the router send the canary its share, or declare the routing that"
                                    + " it really has",
                            "roll back");
        };
    }

    private List<String> forLittleTraffic(Evidence evidence) {
        List<String> options = new ArrayList<>();
        atShareInForce()
                .ifPresent(
                        time ->
                                options.add(
                                        "wait: a good version needs about "
                                                + Numbers.time(time)
                                                + " more at this traffic"));
        int highest = plan.schedule().stepsBp().getLast();
        if (highest > evidence.shareBp()) {
            at(highest / 10_000.0)
                    .ifPresent(
                            time ->
                                    options.add(
                                            "raise the canary's share to "
                                                    + Numbers.share(highest)
                                                    + ": about "
                                                    + Numbers.time(time)));
        }
        options.add("send synthetic probes to the canary");
        options.add("accept a higher max-error-rate than " + Numbers.percent(plan.maxErrorRate()));
        options.add("roll back");
        return options;
    }
}
