package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;

import java.util.Set;

/**
 * A builder whose artifacts may run.
 *
 * @param id as its provenance states it
 * @param keys fingerprints of the keys that it signs with
 * @param repositories whose sources it may build, in {@code GitSource}'s form
 * @param refs the protected refs that it may build from; empty: any
 * @param services for which services; empty: for all
 */
public record TrustedBuilder(
        String id,
        Set<Digest> keys,
        Set<String> repositories,
        Set<String> refs,
        Set<String> services) {
    public TrustedBuilder {
        keys = Set.copyOf(keys);
        repositories = Set.copyOf(repositories);
        refs = Set.copyOf(refs);
        services = Set.copyOf(services);
    }

    boolean serves(String service) {
        return services.isEmpty() || services.contains(service);
    }
}
