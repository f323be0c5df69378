package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a service's definition as it was applied; never changes.
 *
 * @param version from 1, rising within the service
 * @param digest SHA-256 of the text
 * @param configs digest of each configuration file that it names, by path
 */
public record ServiceVersion(
        long version,
        Digest digest,
        Map<String, Digest> configs,
        ServiceDefinition definition,
        Instant appliedAt,
        String appliedBy) {
    public ServiceVersion {
        configs = Map.copyOf(configs);
    }

    /** The digest of an environment's configuration file, of its raw bytes. */
    public Digest config(EnvironmentDefinition environment) {
        Digest found = configs.get(environment.config());
        if (found == null) {
            throw new IllegalStateException(
                    "version %d of %s was stored without %s"
                            .formatted(version, definition.service(), environment.config()));
        }
        return found;
    }
}
