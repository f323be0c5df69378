package dev.surefoot.schema.shadow;

import java.nio.file.Path;

/** Whose PostgreSQL the shadow is made of. */
public sealed interface ShadowSource {

    /** The one that comes with Surefoot. */
    record Bundled() implements ShadowSource {}

    /** An installation: the folder that holds {@code bin/postgres}, or that {@code bin} itself. */
    record Binaries(Path directory) implements ShadowSource {}

    /**
     * A running server that may be used for trials; databases are made and dropped there, and no
     * other is touched.
     *
     * @param jdbcUrl with user and password of a superuser
     */
    record Server(String jdbcUrl) implements ShadowSource {}
}
