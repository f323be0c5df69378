package dev.surefoot.server.runtime;

import dev.surefoot.server.environment.Slot;

import java.util.Locale;

/** One slot of one service in one environment. */
public record Place(String service, String environment, Slot slot) {
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
