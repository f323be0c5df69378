package dev.surefoot.server.identity;

import java.util.Locale;
import java.util.Optional;

/**
 * A role, everywhere or in one environment only.
 *
 * @param environment empty: everywhere
 */
public record Grant(Role role, Optional<String> environment) {
    private static final String AT = "@";

    /** The role in every environment. */
    public static Grant everywhere(Role role) {
        return new Grant(role, Optional.empty());
    }

    /**
     * Reads {@code releaser} or {@code releaser@staging}.
     *
     * @return empty for anything else
     */
    public static Optional<Grant> parse(String text) {
        String[] parts = text.split(AT, -1);
        if (parts.length > 2 || (parts.length == 2 && parts[1].isBlank())) {
            return Optional.empty();
        }
        for (Role role : Role.values()) {
            if (role.name().equals(parts[0].strip().toUpperCase(Locale.ROOT))) {
                return Optional.of(
                        new Grant(
                                role,
                                parts.length == 2
                                        ? Optional.of(parts[1].strip())
                                        : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return role.name().toLowerCase(Locale.ROOT) + environment.map(AT::concat).orElse("");
    }
}
