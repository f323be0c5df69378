package dev.surefoot.server.schema;

import java.util.Map;
import java.util.Optional;

/**
 * Where a change's database is, and how its migrations are read.
 *
 * @param variable of the server's environment that holds the address
 * @param jdbcUrl what it holds; empty: the server was started without it
 * @param searchPath the schemas that the service's sessions look in
 * @param placeholders what the migrations' placeholders stand for
 * @param role as which the service connects
 */
public record SchemaTarget(
        String variable,
        Optional<String> jdbcUrl,
        Optional<String> searchPath,
        Map<String, String> placeholders,
        Optional<String> role) {
    public SchemaTarget {
        placeholders = Map.copyOf(placeholders);
    }

    /** Never the address: it holds a password. */
    @Override
    public String toString() {
        return "${env:" + variable + "}";
    }
}
