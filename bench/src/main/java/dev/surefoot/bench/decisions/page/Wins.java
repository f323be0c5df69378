package dev.surefoot.bench.decisions.page;

import dev.surefoot.bench.decisions.run.Result;
import dev.surefoot.bench.decisions.run.Roster;
import dev.surefoot.bench.decisions.run.Scenario.Family;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a peer found a fault with fewer requests, missing no more, and what it pays for that. */
final class Wins {
    /** One knows what nobody knows; the other is a control that takes most good versions back. */
    private static final Set<String> NO_PEERS = Set.of("Oracle SPRT", "Peeking z test");

    private Wins() {}

    static Markdown.Rows found(Kept kept) {
        List<Result> detections = kept.family(Family.DETECTION);
        List<Result> same = kept.family(Family.SAME);
        Markdown.Rows rows =
                new Markdown.Rows(
                        List.of(
                                "scenario",
                                "Surefoot",
                                "peer",
                                "its requests",
                                "its false rollbacks, worst kind of traffic"));
        for (String scenario : Kept.scenarios(detections)) {
            Optional<Result> ours = kept.ourDecision(scenario);
            List<Result> better =
                    detections.stream()
                            .filter(r -> r.scenario().equals(scenario) && peer(r))
                            .filter(r -> ours.isPresent() && beats(r, ours.get()))
                            .toList();
            // The fastest, and the one that is kindest to sound versions.
            Stream.of(
                            better.stream().min(Comparator.comparingDouble(Result::requestsMean)),
                            better.stream().min(Comparator.comparingDouble(r -> price(same, r))))
                    .flatMap(Optional::stream)
                    .distinct()
                    .forEach(
                            peer ->
                                    rows.add(
                                            List.of(
                                                    scenario,
                                                    Cells.found(ours.orElseThrow()),
                                                    peer.name(),
                                                    Cells.found(peer),
                                                    worst(same, peer.name()))));
        }
        return rows;
    }

    private static boolean beats(Result peer, Result ours) {
        return peer.requestsMean() < ours.requestsMean()
                && peer.missed() * (double) ours.n() <= ours.missed() * (double) peer.n()
                && peer.early() < peer.n() / 2;
    }

    private static double price(List<Result> same, Result peer) {
        return same.stream()
                .filter(r -> r.name().equals(peer.name()))
                .mapToDouble(r -> r.rollbacks() / (double) r.n())
                .max()
                .orElse(1);
    }

    /** Both arms bad: who takes the canary back? */
    static Markdown.Rows bothBad(Kept kept) {
        List<Result> results = kept.family(Family.BOTH_BAD);
        Markdown.Rows rows = new Markdown.Rows(List.of("rule", "taken back"));
        for (String name : Kept.contestants(results)) {
            results.stream()
                    .filter(r -> r.name().equals(name))
                    .forEach(r -> rows.add(List.of(name, Cells.share(r.rollbacks(), r.n()))));
        }
        return rows;
    }

    private static boolean peer(Result result) {
        return !result.judge().equals(Roster.OURS) && !NO_PEERS.contains(result.judge());
    }

    private static String worst(List<Result> same, String name) {
        return same.stream()
                .filter(r -> r.name().equals(name))
                .max(Comparator.comparingDouble(r -> r.rollbacks() / (double) r.n()))
                .map(r -> Cells.share(r.rollbacks(), r.n()) + " (" + r.scenario() + ")")
                .orElse("not played");
    }
}
