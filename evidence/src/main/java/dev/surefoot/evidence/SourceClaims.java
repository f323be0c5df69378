package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries claims about source to an artifact: only through provenance with a verified signature
 * that names the artifact as its subject and the same commit in the same repository. What can't be
 * carried is not about the artifact at all. Computed anew each time, so a carried claim falls with
 * its provenance. Pure.
 */
final class SourceClaims {
    static final String COMMIT = "commit";
    static final String REPOSITORY = "repository";
    static final Set<String> LABELS = Set.of(COMMIT, REPOSITORY);

    private SourceClaims() {}

    /**
     * What became of them.
     *
     * @param claims about the artifact, carried ones included
     * @param apart claims about a source that nothing ties to the artifact
     */
    record Carried(List<Claim> claims, List<ClaimSelection.Apart> apart) {}

    /** Takes all claims known about one artifact, superseded ones included. */
    static Carried carry(List<Claim> claims) {
        List<Claim> about = new ArrayList<>();
        List<ClaimSelection.Apart> apart = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim.relation() != Relation.ABOUT_SOURCE) {
                about.add(claim);
                continue;
            }
            Optional<Claim> through =
                    claims.stream().filter(each -> leads(each, claim)).findFirst();
            if (through.isPresent()) {
                about.add(claim.carriedBy(through.get()));
            } else {
                apart.add(new ClaimSelection.Apart(claim, why(claim)));
            }
        }
        return new Carried(about, apart);
    }

    private static boolean leads(Claim provenance, Claim claim) {
        String repository = claim.labels().get(REPOSITORY);
        String commit = claim.labels().get(COMMIT);
        return provenance.kind().equals(PredicateType.PROVENANCE.kind())
                && provenance.relation() == Relation.ABOUT_DIGEST
                && provenance.trust().atLeast(Trust.SIGNED_VERIFIED)
                && provenance.result() == ClaimResult.INFO
                && provenance.subject().equals(claim.subject())
                && commit != null
                && commit.equals(provenance.labels().get(COMMIT))
                && repository != null
                && repository.equals(provenance.labels().get(REPOSITORY));
    }

    private static String why(Claim claim) {
        if (!claim.labels().containsKey(REPOSITORY)) {
            return "about commit %s of a repository that it does not name: %s"
                    .formatted(
                            claim.labels().getOrDefault(COMMIT, "?"),
                            "sign it with the repository's URI as the subject's name, for example"
                                    + " git+https://git.example/shop");
        }
        return "about commit %s in %s, which no verified provenance ties to this artifact: submit it with %s"
                .formatted(
                        claim.labels().getOrDefault(COMMIT, "?"),
                        claim.labels().get(REPOSITORY),
                        "'surefoot evidence submit'");
    }
}
