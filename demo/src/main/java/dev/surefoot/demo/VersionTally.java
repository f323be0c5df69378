package dev.surefoot.demo;

import java.time.Instant;

/**
 * What the users got from one version, by the header {@code X-Shop-Version} of the answers.
 *
 * @param requests answers of this version
 * @param errors answers of these with a status of 500 or above
 * @param lastStartedAt when the last request that this version answered was started
 */
public record VersionTally(long requests, long errors, Instant lastStartedAt) {}
