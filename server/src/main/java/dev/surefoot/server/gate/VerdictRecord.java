package dev.surefoot.server.gate;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.ledger.CanonicalJson;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A verdict with all that it rests on. Immutable; {@link Replay} computes the verdict again from
 * it.
 *
 * @param definition the gate as it was then
 * @param at when it was evaluated, by the server's clock
 * @param facts each fact that the expression names, known or absent
 * @param celVersion the version of the evaluator
 */
public record VerdictRecord(
        UUID id,
        UUID promotion,
        GateDefinition definition,
        GateSubject subject,
        Instant at,
        SortedMap<String, RecordedFact> facts,
        Verdict verdict,
        String celVersion) {
    public VerdictRecord {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** The gate's name. */
    public String gate() {
        return definition.name();
    }

    /** SHA-256 over the canonical definition. */
    public Digest definitionDigest() {
        return GateJson.digest(definition);
    }

    /** Canonical JSON (RFC 8785) of the facts: times and durations as ISO-8601 text. */
    public byte[] canonicalFacts() {
        return CanonicalJson.write(FactJson.write(facts));
    }

    /** SHA-256 over {@link #canonicalFacts}. */
    public Digest factsHash() {
        return Digest.sha256(canonicalFacts());
    }

    /** The claims that known facts rest on, each once. */
    public List<Fact.ClaimUse> claimsUsed() {
        Set<Fact.ClaimUse> all = new LinkedHashSet<>();
        for (RecordedFact recorded : facts.values()) {
            if (recorded.fact() instanceof Fact.Known known) {
                all.addAll(known.claims());
            }
        }
        return List.copyOf(all);
    }

    /** The claims that were passed over, with why, each once. */
    public List<Fact.PassedOver> passedOver() {
        Set<Fact.PassedOver> all = new LinkedHashSet<>();
        facts.values().forEach(recorded -> all.addAll(recorded.fact().passedOver()));
        return List.copyOf(all);
    }

    /** When the first fact will be too old to count. */
    public Optional<Instant> lapsesAt() {
        return facts.values().stream()
                .map(RecordedFact::fact)
                .flatMap(
                        fact ->
                                fact instanceof Fact.Known known
                                        ? known.lapsesAt().stream()
                                        : Stream.empty())
                .min(Instant::compareTo);
    }

    /**
     * What makes one record differ from another in more than the passing of time: gate, subject,
     * kind of verdict, and facts without ages and times.
     */
    Digest gist() {
        return Digest.sha256(CanonicalJson.write(FactJson.gist(this)));
    }
}
