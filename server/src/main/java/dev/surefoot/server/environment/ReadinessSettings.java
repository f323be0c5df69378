package dev.surefoot.server.environment;

import java.time.Duration;

/**
 * When an instance counts as ready.
 *
 * @param path asked for with GET; starts with a slash
 * @param digestHeader the answer's header that names the artifact's digest
 * @param passes good answers in a row
 * @param every time between two of them
 * @param minHealthy time since the first of them
 */
public record ReadinessSettings(
        String path, String digestHeader, int passes, Duration every, Duration minHealthy) {}
