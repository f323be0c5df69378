package dev.surefoot.server.candidate;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the server knows of the candidate itself. Safe for use by many threads. */
public final class CandidateFacts implements FactSource {
    private static final String SERVICE = "candidate.service";
    private static final String DIGEST = "candidate.digest";
    private static final String OF_CANDIDATE = "artifact.of_candidate";

    private final Function<UUID, Optional<Candidate>> candidates;

    public CandidateFacts(CandidateStore store) {
        this(store::find);
    }

    CandidateFacts(Function<UUID, Optional<Candidate>> candidates) {
        this.candidates = candidates;
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(SERVICE, FactName.Type.TEXT, "the service that it is a candidate of"),
                new FactName(DIGEST, FactName.Type.TEXT, "the digest of its artifact"),
                new FactName(
                        OF_CANDIDATE,
                        FactName.Type.BOOLEAN,
                        "the artifact that is to run, and the service, are the candidate's"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        Optional<Candidate> found = candidates.apply(subject.candidate());
        if (found.isEmpty()) {
            Fact absent =
                    Fact.absent(
                            "there is no candidate %s: create one with 'surefoot candidate create'"
                                    .formatted(subject.candidate()));
            return Map.of(SERVICE, absent, DIGEST, absent, OF_CANDIDATE, absent);
        }
        Candidate candidate = found.get();
        return Map.of(
                SERVICE, Fact.known(candidate.service()),
                DIGEST, Fact.known(candidate.artifact().toString()),
                OF_CANDIDATE,
                        Fact.known(
                                candidate.artifact().equals(subject.artifact())
                                        && candidate.service().equals(subject.service())));
    }
}
