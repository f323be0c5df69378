package dev.surefoot.proxy.forward;

import java.time.Duration;

/**
 * How long is too long.
 *
 * @param backend silence of an instance, before and within its response
 * @param connect until a connection stands, waiting for a free one included
 */
public record Timeouts(Duration backend, Duration connect) {
    /** 30 s and 2 s. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(2));
}
