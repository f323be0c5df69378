package dev.surefoot.server.runtime;

import dev.surefoot.server.environment.Slot;

import java.util.Locale;
import java.util.regex.Pattern;

/** One slot of one service in one environment. */
public record Place(String service, String environment, Slot slot) {
    // Names become folders, so nothing that means something in a path may be in them.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    public Place {
        requireName(service);
        requireName(environment);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name \"" + name + "\" is not lower-case letters, digits and hyphens");
        }
    }

    /** The name of the instance on the slot's {@code index}-th port: {@code blue-0}. */
    public String instance(int index) {
        return slot.name().toLowerCase(Locale.ROOT) + "-" + index;
    }

    /** As people write it: {@code shop/production/blue}. */
    @Override
    public String toString() {
        return service + "/" + environment + "/" + slot.name().toLowerCase(Locale.ROOT);
    }
}
