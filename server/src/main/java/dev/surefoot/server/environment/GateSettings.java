package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.List;

/**
 * What the service demands beyond the policy.
 *
 * @param require names of gates, added to the policy's
 * @param timeout how long a promotion waits for evidence before it fails
 */
public record GateSettings(List<String> require, Duration timeout) {
    public GateSettings {
        require = List.copyOf(require);
    }
}
