package dev.surefoot.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What a signed document must fulfil. Immutable.
 *
 * @param keys one of them must have signed
 * @param keyId the signature must bear this key id as well; a hint alone never suffices
 * @param artifact one subject must be this artifact
 * @param summary what a verification summary must say; any other document fails it
 */
public record Demand(
        List<VerificationKey> keys,
        Optional<String> keyId,
        Optional<Digest> artifact,
        Optional<Summary> summary) {
    /** Copies the list. */
    public Demand {
        keys = List.copyOf(keys);
    }

    /** Only a signature by one of these keys. */
    static Demand of(List<VerificationKey> keys) {
        return new Demand(keys, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What a verification summary must say.
     *
     * @param verifier its verifier's id
     * @param resource its {@code resourceUri}
     * @param levels each of these must be among its levels
     */
    public record Summary(
            Optional<String> verifier, Optional<String> resource, List<String> levels) {
        /** Copies the list. */
        public Summary {
            levels = List.copyOf(levels);
        }
    }
}
