package dev.surefoot.judge;

import dev.surefoot.judge.Judgement.Inconclusive;

import java.util.ArrayList;
import java.util.List;

/** What people can do when the deadline came before the evidence. */
record Advice(Plan plan, Eta eta) {
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
            case NOT_PLANNABLE -> List.of();
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
        eta.atShareInForce()
                .ifPresent(
                        time ->
                                options.add(
                                        "wait: a good version needs about "
                                                + Numbers.time(time)
                                                + " more at this traffic"));
        int highest = plan.pace().highestBp();
        if (highest > evidence.shareBp()) {
            eta.at(highest / 10_000.0)
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
