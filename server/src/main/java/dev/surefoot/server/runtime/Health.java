package dev.surefoot.server.runtime;

import java.nio.file.Path;

/** How one instance is, as last seen. Only {@link Ready} is good. */
public sealed interface Health {
    /** No process was ever started for this version here. */
    record Missing() implements Health {}

    /** Alive and not ready so far; {@code why} says what is still missing. */
    record Starting(String why) implements Health {}

    /** Alive, and its readiness names the promoted digest. */
    record Ready() implements Health {}

    /** Alive and was ready, but its readiness failed the last {@code failures} times. */
    record Failing(String why, int failures) implements Health {}

    /** It answers with another digest than the promoted one, or with none (empty): a refusal. */
    record WrongDigest(String seen) implements Health {}

    /** Its process ended without being asked to; {@code output} holds its last words. */
    record Dead(Path output) implements Health {}

    /** It was asked to leave and is gone. */
    record Stopped() implements Health {}
}
