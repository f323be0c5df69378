package dev.surefoot.server.claim;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.Trust;
import dev.surefoot.server.gate.Need;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a gate demands of the claims of one kind. Immutable.
 *
 * <p>A need with suites bears on the claims of those suites. A claim of a suite that no need lists
 * must meet all needs of its kind: it counts as well, so that no failure is hidden.
 */
record KindNeeds(String kind, List<Need> needs) {
    KindNeeds {
        needs = needs.stream().filter(need -> need.kind().equals(kind)).toList();
    }

    /** Suites that must have a claim. */
    List<String> suites() {
        return needs.stream().flatMap(need -> need.suites().stream()).distinct().toList();
    }

    /** How old this claim may be. */
    Optional<Duration> maxAge(Claim claim) {
        return bearingOn(claim).stream()
                .flatMap(need -> need.maxAge().stream())
                .min(Duration::compareTo);
    }

    /** How far this claim must be believed; what only we could have read offline never counts. */
    Trust trust(Claim claim) {
        boolean signed =
                bearingOn(claim).stream().anyMatch(need -> need.trust() == Need.Trusted.SIGNED);
        return signed ? Trust.SIGNED_VERIFIED : Trust.SUBMITTER_AUTHENTICATED;
    }

    private List<Need> bearingOn(Claim claim) {
        boolean listed = suites().contains(claim.suite());
        return needs.stream()
                .filter(
                        need ->
                                need.suites().isEmpty()
                                        || !listed
                                        || need.suites().contains(claim.suite()))
                .toList();
    }
}
