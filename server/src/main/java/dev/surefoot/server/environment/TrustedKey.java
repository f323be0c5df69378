package dev.surefoot.server.environment;

import dev.surefoot.evidence.VerificationKey;

import java.util.Optional;
import java.util.Set;

/**
 * A key whose signatures count, and for what.
 *
 * @param services for which services; empty: for all
 * @param kinds what it may say
 * @param verifiers the verifiers in whose name it may sign summaries
 * @param file where it stands, if not in the policy itself
 */
public record TrustedKey(
        VerificationKey key,
        Set<String> services,
        Set<String> kinds,
        Set<String> verifiers,
        Optional<String> file) {
    public TrustedKey {
        services = Set.copyOf(services);
        kinds = Set.copyOf(kinds);
        verifiers = Set.copyOf(verifiers);
    }

    /** May it say such a thing about a service's artifact? */
    boolean maySay(String kind, String service) {
        return kinds.contains(kind) && (services.isEmpty() || services.contains(service));
    }
}
