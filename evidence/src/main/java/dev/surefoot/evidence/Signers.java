package dev.surefoot.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose signatures count, and for what. Implementations are immutable. */
public interface Signers {
    /** The kinds of claim that signed documents become. */
    Set<String> KINDS =
            Arrays.stream(PredicateType.values())
                    .map(PredicateType::kind)
                    .collect(Collectors.toUnmodifiableSet());

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
