package dev.surefoot.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a caller decides about an embedded PostgreSQL; everything else is fixed by this module.
 *
 * @param directory our root, created if absent with mode 0700: {@code data/}, {@code password},
 *     {@code log/} and {@code lock} lie inside; made absolute
 * @param binaries an installation to use in place of the bundled one: the directory that holds
 *     {@code bin/postgres}, or that {@code bin} directory itself
 * @param port the loopback port to listen on; a free one is taken if empty
 * @param startTimeout how long a start may take in all, from the lock to the first answer,
 *     unpacking and crash recovery included; positive
 * @param options settings of the server's own that outrank all of ours, as in {@code
 *     postgresql.conf}; for clusters that nobody keeps
 */
public record PostgresSettings(
        Path directory,
        Optional<Path> binaries,
        OptionalInt port,
        Duration startTimeout,
        Map<String, String> options) {

    /** Long enough for crash recovery of a gigabyte of log on a slow disk. */
    public static final Duration DEFAULT_START_TIMEOUT = Duration.ofSeconds(60);

    public PostgresSettings {
        directory = directory.toAbsolutePath().normalize();
        binaries = binaries.map(path -> path.toAbsolutePath().normalize());
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            throw new IllegalArgumentException(
                    "PostgreSQL port is " + port.getAsInt() + ": give one from 1 to 65535");
        }
        if (startTimeout.isZero() || startTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "PostgreSQL start timeout is " + startTimeout + ": give a positive one");
        }
        options = Map.copyOf(options);
    }

    /** Without settings of the caller's own. */
    public PostgresSettings(
            Path directory, Optional<Path> binaries, OptionalInt port, Duration startTimeout) {
        this(directory, binaries, port, startTimeout, Map.of());
    }

    /** The bundled PostgreSQL on a free port, with the default time to start. */
    public static PostgresSettings in(Path directory) {
        return new PostgresSettings(
                directory, Optional.empty(), OptionalInt.empty(), DEFAULT_START_TIMEOUT);
    }
}
