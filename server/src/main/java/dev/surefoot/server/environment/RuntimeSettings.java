package dev.surefoot.server.environment;

import java.time.Duration;
import java.util.List;

/**
 * How instances are started and stopped; local processes.
 *
 * @param command one argument an element, with {@code ${artifact}}, {@code ${port}} and {@code
 *     ${config}} in it
 * @param startup how long all instances of a slot may take to become ready
 * @param warmUp how long an instance's latency does not count
 * @param drain how long requests in flight may take once an instance gets no new ones
 * @param stop how long a process may take to end before it is killed
 */
public record RuntimeSettings(
        List<String> command,
        ReadinessSettings readiness,
        Duration startup,
        Duration warmUp,
        Duration drain,
        Duration stop) {
    public RuntimeSettings {
        command = List.copyOf(command);
    }
}
