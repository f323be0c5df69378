package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the databases of a service are changed. The migrations themselves come with each candidate.
 *
 * @param searchPath the schemas that the service's sessions look in; empty: the server's default
 * @param placeholders what the migrations' placeholders stand for, by name
 * @param role as which the service connects; empty: the roles of its recorded statements
 * @param quietTime how long no session of an older version may have been seen before anything is
 *     taken away that it needs
 */
public record SchemaSettings(
        Optional<String> searchPath,
        Map<String, String> placeholders,
        Optional<String> role,
        Duration quietTime) {
    public SchemaSettings {
        placeholders = Map.copyOf(placeholders);
    }
}
