package dev.surefoot.server.identity;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An authenticated caller.
 *
 * @param name the name of its token, which every ledger entry it causes carries
 * @param grants what it may do, and where
 */
public record Caller(String name, List<Grant> grants) {
    public Caller {
        grants = List.copyOf(grants);
    }

    /** Whether it has this role, in whatever environment. */
    public boolean may(Role least) {
        return grants.stream().anyMatch(grant -> grant.role().includes(least));
    }

    /** Whether it has this role in {@code environment}. */
    public boolean mayIn(String environment, Role least) {
        return grants.stream()
                .filter(grant -> grant.environment().map(environment::equals).orElse(true))
                .anyMatch(grant -> grant.role().includes(least));
    }

    /** Whether it has this role in every environment there is or will be. */
    public boolean mayEverywhere(Role least) {
        return grants.stream()
                .filter(grant -> grant.environment().isEmpty())
                .anyMatch(grant -> grant.role().includes(least));
    }

    /** Its grants, for people. */
    public String words() {
        return grants.isEmpty()
                ? "no role"
                : grants.stream().map(Grant::toString).collect(Collectors.joining(", "));
    }
}
