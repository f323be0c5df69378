package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the claims of one statement about one artifact. A statement that names the artifact is
 * about it; one that names only a commit is about source, and reaches the artifact through
 * provenance alone, see {@link SourceClaims}.
 */
final class StatementClaims {
    private StatementClaims() {}

    /**
     * One verified statement of a file.
     *
     * @param signer the key that it was verified with
     * @param content hash of what was signed
     */
    record Signed(Statement statement, VerificationKey signer, Digest content) {}

    /** Whether it says anything about this artifact, or about a source that could be its own. */
    static boolean concerns(Statement statement, Digest artifact) {
        return statement.about(artifact).isPresent() || !sources(statement).isEmpty();
    }

    static List<Claim> claims(Signed signed, Digest raw, Submission submission)
            throws RefusedException {
        Statement statement = signed.statement();
        List<Claim> claims = new ArrayList<>();
        for (Said said : PredicateReader.read(statement, submission)) {
            said.labels().put("predicate_type", statement.predicateType());
            said.labels().put("signer_name", signed.signer().name());
            said.time().addTo(said.labels());
            Claims.Origin origin =
                    new Claims.Origin(said.kind(), said.tool(), said.time(), List.of(raw));
            // A submission's suite names a run of tests; other statements name themselves.
            String suite =
                    said.kind().equals(PredicateType.TEST_RESULT.kind())
                            ? submission.suite().orElse(said.suite())
                            : said.suite();
            Optional<Statement.Subject> about = statement.about(submission.subject());
            if (about.isEmpty()) {
                SourceClaims.label(said, sources(statement));
            }
            Claim claim =
                    Claims.make(said.outcome(), origin, suite, submission)
                            .signedBy("key:" + signed.signer().fingerprint());
            claim = claim.named(id(signed, claim, claims.size()));
            claims.add(about.isPresent() ? claim : claim.aboutSource());
        }
        return claims;
    }

    /**
     * The same for the same signed bytes by the same key, whatever file they come in, whenever, and
     * whatever suite their submitter calls them: so nobody makes an old result new, or one result
     * two, by sending it again. Only another date of the scanner's database, which the submitter
     * may state where the statement does not, makes another claim.
     */
    private static String id(Signed signed, Claim claim, int member) {
        String said = "signed by " + signed.signer().fingerprint() + ": " + claim.result();
        return ClaimId.of(
                List.of(signed.content()),
                claim.subject(),
                new ClaimId.Key(
                        claim.kind(),
                        said,
                        member,
                        ClaimId.statedDate(claim.tool()).stream().toList()));
    }

    /** Provenance and summaries are about artifacts alone. */
    private static List<Statement.Source> sources(Statement statement) {
        return switch (PredicateType.of(statement.predicateType())) {
            case PROVENANCE, SUMMARY -> List.of();
            case TEST_RESULT, SCAN, RELEASE, CYCLONEDX, SPDX, VEX, WITNESS, OPAQUE ->
                    statement.sources();
        };
    }
}
