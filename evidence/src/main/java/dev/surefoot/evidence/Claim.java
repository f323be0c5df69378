package dev.surefoot.evidence;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One normalised finding about one digest. Immutable; counts and labels are sorted by key.
 *
 * @param id SHA-256 over raw digests, subject, kind, suite, ordinal, how they were read and the
 *     database's date as the submitter states it, 64 hex digits; the same id is the same claim
 * @param subject the digest that the claim is about
 * @param subjectName its name, for people
 * @param relation what the document spoke about
 * @param via the provenance claim that carried it here, for {@link Relation#DERIVED}
 * @param kind {@code test}, {@code sbom}, {@code vuln.scan}
 * @param suite the suite or rule set
 * @param result what the document says
 * @param reason the named reason of an {@link ClaimResult#ERROR}, see {@link ErrorReason}
 * @param counts integers, by snake_case name
 * @param labels texts, by snake_case name
 * @param tool what wrote the document
 * @param claimedAt the time inside the document, or {@code receivedAt} where it states none
 * @param receivedAt the receiver's clock
 * @param signer the verified signing identity
 * @param submitter the authenticated caller
 * @param trust how far the claim can be believed
 * @param rawDigests the documents it was read from, sorted
 * @param parserVersion what read them
 */
public record Claim(
        String id,
        Digest subject,
        String subjectName,
        Relation relation,
        Optional<String> via,
        String kind,
        String suite,
        ClaimResult result,
        Optional<String> reason,
        SortedMap<String, Long> counts,
        SortedMap<String, String> labels,
        Tool tool,
        Instant claimedAt,
        Instant receivedAt,
        Optional<String> signer,
        String submitter,
        Trust trust,
        List<Digest> rawDigests,
        String parserVersion) {
    /** Copies the collections. */
    public Claim {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        rawDigests = List.copyOf(rawDigests);
    }

    /** The same, believed so far. */
    public Claim trusted(Trust other) {
        return with(relation, via, signer, other);
    }

    /** The same with a verified signer. */
    Claim signedBy(String identity) {
        return with(relation, via, Optional.of(identity), Trust.SIGNED_VERIFIED);
    }

    /** The same under another id. */
    Claim named(String other) {
        return new Claim(
                other,
                subject,
                subjectName,
                relation,
                via,
                kind,
                suite,
                result,
                reason,
                counts,
                labels,
                tool,
                claimedAt,
                receivedAt,
                signer,
                submitter,
                trust,
                rawDigests,
                parserVersion);
    }

    /** The same as a claim about the source. */
    Claim aboutSource() {
        return with(Relation.ABOUT_SOURCE, Optional.empty(), signer, trust);
    }

    /** The same, carried from source to the artifact. */
    Claim carriedBy(Claim provenance) {
        return with(Relation.DERIVED, Optional.of(provenance.id()), signer, trust);
    }

    private Claim with(
            Relation newRelation,
            Optional<String> newVia,
            Optional<String> newSigner,
            Trust newTrust) {
        return new Claim(
                id,
                subject,
                subjectName,
                newRelation,
                newVia,
                kind,
                suite,
                result,
                reason,
                counts,
                labels,
                tool,
                claimedAt,
                receivedAt,
                newSigner,
                submitter,
                newTrust,
                rawDigests,
                parserVersion);
    }
}
