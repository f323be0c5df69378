package dev.surefoot.evidence;

import java.util.List;
import java.util.Optional;

/** Whose signatures count, and for what. Implementations are immutable. */
public interface Signers {
    /** The keys that may sign anything at all. */
    List<VerificationKey> keys();

    /** Why this key may not say such a thing, for people; empty if it may. */
    Optional<String> objection(VerificationKey key, Claim claim);

    /** Nobody's: every signed document is refused. */
    static Signers nobody() {
        return new Signers() {
            @Override
            public List<VerificationKey> keys() {
                return List.of();
            }

            @Override
            public Optional<String> objection(VerificationKey key, Claim claim) {
                return Optional.of("nobody may sign");
            }
        };
    }
}
