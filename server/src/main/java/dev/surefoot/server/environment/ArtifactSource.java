package dev.surefoot.server.environment;

import java.util.Optional;

/**
 * What kind of thing is released, and where it is kept.
 *
 * @param repository for people; Surefoot gets the bytes from CI
 */
public record ArtifactSource(Kind kind, Optional<String> repository) {
    /** Kinds of artifact. */
    public enum Kind {
        JAR,
        FILE
    }
}
