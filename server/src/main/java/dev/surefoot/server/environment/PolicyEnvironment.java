package dev.surefoot.server.environment;

import java.util.List;

/**
 * An environment that the policy knows.
 *
 * @param production whether real users are there
 * @param require names of gates
 * @param acceptNoLease said by the policy: a router that can't let exposure lapse will do. Without
 *     it a promotion into a {@code production} environment over such a router is refused
 */
public record PolicyEnvironment(
        String name, boolean production, List<String> require, boolean acceptNoLease) {
    public PolicyEnvironment {
        require = List.copyOf(require);
    }
}
