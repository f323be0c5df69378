package dev.surefoot.server.environment;

import java.time.Duration;

/**
 * The way back.
 *
 * @param keepWarm how long the old version stays ready after completion
 * @param holdFor how long a promotion is held for a person
 */
public record RecoverySettings(Duration keepWarm, Duration holdFor) {}
