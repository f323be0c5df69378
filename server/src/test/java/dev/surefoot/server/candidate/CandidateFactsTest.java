package dev.surefoot.server.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateSubject;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

class CandidateFactsTest {
    private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
    private static final UUID ID = new UUID(1, 2);
    private static final Candidate CANDIDATE =
            new Candidate(
                    ID,
                    "shop",
                    digest("good"),
                    "https://x/shop",
                    "abc",
                    Optional.empty(),
                    AT,
                    "ci");

    private final CandidateFacts source =
            new CandidateFacts(id -> Optional.of(CANDIDATE).filter(c -> c.id().equals(id)));

    @Test
    void the_candidates_own_artifact_for_its_own_service_is_of_the_candidate() {
        assertThat(facts("shop", "good", ID))
                .containsOnly(
                        Map.entry("candidate.service", Fact.known("shop")),
                        Map.entry("candidate.digest", Fact.known(digest("good").toString())),
                        Map.entry("artifact.of_candidate", Fact.known(true)));
    }

    @Test
    void another_artifact_or_another_service_is_not() {
        assertThat(facts("shop", "other", ID))
                .containsEntry("artifact.of_candidate", Fact.known(false));
        assertThat(facts("bank", "good", ID))
                .containsEntry("artifact.of_candidate", Fact.known(false));
    }

    @Test
    void an_unknown_candidate_leaves_all_absent() {
        Map<String, Fact> facts = facts("shop", "good", new UUID(8, 8));

        assertThat(facts).hasSize(3);
        assertThat(facts.values()).allMatch(fact -> fact instanceof Fact.Absent);
    }

    private Map<String, Fact> facts(String service, String artifact, UUID candidate) {
        GateSubject subject =
                new GateSubject(service, "staging", candidate, digest(artifact), digest("c"), 1);
        return source.facts(subject, List.of(), AT);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
