package dev.surefoot.server.runtime;

import java.time.Duration;

/**
 * When does an instance count as ready? After {@code passes} good answers in a row, at least {@code
 * every} apart, and healthy for {@code minHealthy} since the first of them; each answer names the
 * promoted digest in {@code digestHeader}.
 *
 * @param path asked for with GET on the instance's port; 2xx is good
 */
public record Readiness(
        String path, String digestHeader, int passes, Duration every, Duration minHealthy) {
    public Readiness {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "readiness path \"" + path + "\" does not start with /");
        }
        if (passes < 1) {
            throw new IllegalArgumentException(
                    "readiness passes is " + passes + ", must be at least 1");
        }
    }
}
