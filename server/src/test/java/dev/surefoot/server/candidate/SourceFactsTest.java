package dev.surefoot.server.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class SourceFactsTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final Digest ANY = Digest.sha256("any".getBytes(StandardCharsets.UTF_8));

    private final Map<UUID, Candidate> candidates = new HashMap<>();
    private final Map<UUID, SourceHistory> histories = new HashMap<>();
    private Optional<UUID> running = Optional.empty();

    private final SourceFacts facts =
            new SourceFacts(
                    new SourceFacts.Parts(
                            id -> Optional.ofNullable(candidates.get(id)),
                            id -> Optional.ofNullable(histories.get(id)),
                            (service, commit) ->
                                    candidates.values().stream()
                                            .filter(c -> c.commit().equals(commit))
                                            .findFirst(),
                            subject -> running));

    @Test
    @Requirement("API-4")
    void counts_the_changes_of_every_candidate_since_the_one_that_runs() {
        UUID one = candidate(1, Optional.empty());
        candidate(2, Optional.of(1), change("x", 10, 30, "ann"), change("y", 5, 20, "bob"));
        UUID three = candidate(3, Optional.of(2), change("z", 1, 2, "ann"));
        running = Optional.of(one);

        assertThat(of(three))
                .containsOnly(
                        Map.entry("candidate.changes", Fact.known(3L)),
                        Map.entry("candidate.authors", Fact.known(2L)),
                        Map.entry("candidate.lines_added", Fact.known(16L)),
                        Map.entry("candidate.oldest_change", Fact.known(Duration.ofHours(30))));
    }

    @Test
    void the_running_commit_itself_has_no_changes() {
        UUID one = candidate(1, Optional.empty());
        running = Optional.of(one);

        assertThat(of(one))
                .containsEntry("candidate.changes", Fact.known(0L))
                .containsEntry("candidate.oldest_change", Fact.known(Duration.ZERO));
    }

    @Test
    @Requirement("GATE-1")
    void is_absent_where_one_candidate_between_came_without_its_history() {
        UUID one = candidate(1, Optional.empty());
        UUID two = candidate(2, Optional.of(1));
        histories.remove(two);
        UUID three = candidate(3, Optional.of(2), change("z", 1, 2, "ann"));
        running = Optional.of(one);

        assertThat(of(three).values())
                .allSatisfy(
                        fact -> assertThat(fact.toString()).contains("without its git history"));
    }

    @Test
    @Requirement("GATE-1")
    void is_absent_where_nothing_runs_or_it_does_not_descend_from_what_runs() {
        UUID one = candidate(1, Optional.empty());
        UUID two = candidate(2, Optional.of(1), change("z", 1, 2, "ann"));

        assertThat(of(two).values())
                .allSatisfy(fact -> assertThat(fact.toString()).contains("nothing runs"));
        running = Optional.of(two);
        assertThat(of(one).values())
                .allSatisfy(fact -> assertThat(fact.toString()).contains("does not descend"));
    }

    private Map<String, Fact> of(UUID candidate) {
        return facts.facts(
                new GateSubject("shop", "production", candidate, ANY, ANY, 1), List.of(), AT);
    }

    private UUID candidate(int number, Optional<Integer> base, SourceChange... changes) {
        UUID id = new UUID(0, number);
        candidates.put(
                id,
                new Candidate(
                        id,
                        "shop",
                        ANY,
                        "https://x/shop",
                        "commit" + number,
                        Optional.empty(),
                        AT,
                        "ci"));
        histories.put(id, new SourceHistory(base.map(it -> "commit" + it), List.of(changes)));
        return id;
    }

    private static SourceChange change(String sha, long added, long hoursAgo, String author) {
        Instant then = AT.minus(Duration.ofHours(hoursAgo)).minusSeconds(1);
        return new SourceChange(sha, then, then, added, 0, List.of("a"), author);
    }
}
