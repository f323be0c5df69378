package dev.surefoot.server.app;

import dev.surefoot.server.db.DatabaseAddress;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a server is started with.
 *
 * @param database an external one; empty: the embedded one below the data directory
 * @param postgresBinaries another PostgreSQL's binaries for the embedded one
 * @param proxyCommand starts the embedded data plane; its directory is appended
 * @param environment looks up {@code ${env:NAME}}
 */
public record Settings(
        DataDirectory data,
        String host,
        int port,
        Optional<DatabaseAddress> database,
        Optional<Path> postgresBinaries,
        List<String> proxyCommand,
        Function<String, Optional<String>> environment) {
    public Settings {
        proxyCommand = List.copyOf(proxyCommand);
    }

    /** The same on another port. */
    public Settings at(int otherPort) {
        return new Settings(
                data, host, otherPort, database, postgresBinaries, proxyCommand, environment);
    }
}
