package dev.surefoot.server.claim;

import dev.surefoot.evidence.Claim;
import dev.surefoot.evidence.ClaimSelection;
import dev.surefoot.evidence.Digest;
import dev.surefoot.evidence.Trust;
import dev.surefoot.server.environment.PolicyTrust;
import dev.surefoot.server.gate.GateSubject;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The claims about an artifact as they count for one service today. A signature by a key that the
 * current policy no longer names, or not for this service or kind, makes nothing trusted: what is
 * left is the word of whoever submitted it. Safe for use by many threads.
 */
public final class BelievedClaims {
    private final Function<Digest, List<Claim>> claims;
    private final Supplier<PolicyTrust> trust;

    public BelievedClaims(ClaimStore store, Supplier<PolicyTrust> trust) {
        this(store::about, trust);
    }

    /** Takes claims from anywhere: all that are known about a digest, in any order. */
    BelievedClaims(Function<Digest, List<Claim>> claims, Supplier<PolicyTrust> trust) {
        this.claims = claims;
        this.trust = trust;
    }

    /** What counts, and what does not. */
    ClaimSelection.Selected of(GateSubject subject) {
        PolicyTrust now = trust.get();
        return ClaimSelection.current(
                claims.apply(subject.artifact()).stream()
                        .map(claim -> believed(claim, now, subject.service()))
                        .toList());
    }

    /** Whose signatures count today. */
    PolicyTrust trust() {
        return trust.get();
    }

    private static Claim believed(Claim claim, PolicyTrust now, String service) {
        return claim.trust() == Trust.SIGNED_VERIFIED && !now.believes(claim, service)
                ? claim.trusted(Trust.SUBMITTER_AUTHENTICATED)
                : claim;
    }
}
