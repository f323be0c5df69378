package dev.surefoot.server.gate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a gate demands of the claims that its facts rest on.
 *
 * @param kind of claim, for example {@code test} or {@code vuln.scan}
 * @param suites each of them must have a claim; empty: any one will do
 * @param maxAge how old it may be; empty: any age
 * @param trust how far it must be believed
 */
public record Need(String kind, List<String> suites, Optional<Duration> maxAge, Trusted trust) {
    public Need {
        suites = List.copyOf(suites);
    }

    /** How far a claim must be believed. */
    public enum Trusted {
        /** Observed by the server itself, or with a verified signature. */
        SIGNED,
        /** Submitted by an authenticated caller, or better. */
        AUTHENTICATED
    }
}
