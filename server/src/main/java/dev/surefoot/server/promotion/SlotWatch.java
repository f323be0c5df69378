package dev.surefoot.server.promotion;

import dev.surefoot.server.runtime.SlotHealth;

/** How the instances of a promotion's version are right now; for people who look. */
public final class SlotWatch {
    private final World world;

    public SlotWatch(World world) {
        this.world = world;
    }

    /** How many instances are ready, of how many. */
    public record Ready(int ready, int wanted) {}

    /** Looks once. */
    public Ready look(Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        SlotHealth health = world.runtime().observe(Expander.launch(promotion, site));
        return new Ready(health.ready(), health.instances().size());
    }
}
