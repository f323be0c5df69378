package dev.surefoot.server.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a token; its text is nowhere.
 *
 * @param person whose personal token it is: an e-mail address
 */
public record AccessToken(
        Caller caller, Optional<String> person, Instant createdAt, Optional<Instant> revokedAt) {}
