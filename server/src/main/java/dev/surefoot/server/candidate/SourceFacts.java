package dev.surefoot.server.candidate;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * How much changed since what runs: the union of the changes of every candidate from the running
 * one to this one. Where git says nothing of one of them the facts are absent, never zero.
 */
public final class SourceFacts implements FactSource {
    private static final String CHANGES = "candidate.changes";
    private static final String AUTHORS = "candidate.authors";
    private static final String LINES = "candidate.lines_added";
    private static final String OLDEST = "candidate.oldest_change";
    private static final int MOST_STEPS = 1_000;

    private final Parts parts;

    /**
     * Where it looks.
     *
     * @param byCommit the candidate of a service that has this commit
     * @param running the candidate that runs where the subject goes
     */
    public record Parts(
            Function<UUID, Optional<Candidate>> candidates,
            Function<UUID, Optional<SourceHistory>> histories,
            ByCommit byCommit,
            Function<GateSubject, Optional<UUID>> running) {}

    /** Finds candidates by their source. */
    @FunctionalInterface
    public interface ByCommit {
        /** The newest candidate of {@code service} that was built from {@code commit}. */
        Optional<Candidate> find(String service, String commit);
    }

    public SourceFacts(Parts parts) {
        this.parts = parts;
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(CHANGES, FactName.Type.INTEGER, "commits since what runs there"),
                new FactName(AUTHORS, FactName.Type.INTEGER, "people who wrote them"),
                new FactName(LINES, FactName.Type.INTEGER, "lines that they add"),
                new FactName(
                        OLDEST,
                        FactName.Type.DURATION,
                        "how long the oldest has waited on trunk, in whole hours"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        return switch (union(subject)) {
            case Union.Unknown(String why) -> absent(why);
            case Union.Known(Collection<SourceChange> changes) -> known(changes, at);
        };
    }

    private sealed interface Union {
        record Known(Collection<SourceChange> changes) implements Union {}

        record Unknown(String why) implements Union {}
    }

    private Union union(GateSubject subject) {
        Optional<Candidate> goal = parts.candidates().apply(subject.candidate());
        Optional<Candidate> running =
                parts.running().apply(subject).flatMap(id -> parts.candidates().apply(id));
        if (goal.isEmpty() || running.isEmpty()) {
            return new Union.Unknown(
                    "nothing runs in " + subject.environment() + " yet to compare it with");
        }
        Map<String, SourceChange> changes = new LinkedHashMap<>();
        Candidate at = goal.get();
        for (int step = 0; step < MOST_STEPS; step++) {
            if (at.commit().equals(running.get().commit())) {
                return new Union.Known(changes.values());
            }
            Optional<SourceHistory> history = parts.histories().apply(at.id());
            if (history.isEmpty()) {
                return new Union.Unknown(
                        "candidate "
                                + at.id()
                                + " came without its git history: create candidates from a clone,"
                                + " or name it with --git");
            }
            history.get().changes().forEach(change -> changes.putIfAbsent(change.sha(), change));
            Optional<Candidate> before =
                    history.get().base().flatMap(c -> parts.byCommit().find(subject.service(), c));
            if (before.isEmpty()) {
                break;
            }
            at = before.get();
        }
        return new Union.Unknown(
                "commit " + goal.get().commit() + " does not descend from what runs there");
    }

    private static Map<String, Fact> known(Collection<SourceChange> changes, Instant at) {
        List<Instant> times =
                new ArrayList<>(changes.stream().map(SourceChange::onTrunkAt).toList());
        times.add(at);
        Instant oldest = times.stream().min(Instant::compareTo).orElse(at);
        return Map.of(
                CHANGES, Fact.known((long) changes.size()),
                AUTHORS, Fact.known(changes.stream().map(SourceChange::author).distinct().count()),
                LINES, Fact.known(changes.stream().mapToLong(SourceChange::added).sum()),
                OLDEST, Fact.known(Duration.between(oldest, at).truncatedTo(ChronoUnit.HOURS)));
    }

    private static Map<String, Fact> absent(String why) {
        Fact fact = Fact.absent(why);
        return Map.of(CHANGES, fact, AUTHORS, fact, LINES, fact, OLDEST, fact);
    }
}
