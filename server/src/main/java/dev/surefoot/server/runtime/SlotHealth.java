package dev.surefoot.server.runtime;

import java.util.List;
import java.util.Optional;

/** All instances of a slot, in the order of its ports. */
public record SlotHealth(List<InstanceHealth> instances) {
    public SlotHealth {
        instances = List.copyOf(instances);
    }

    /** Whether every instance is ready. No instance at all is not ready. */
    public boolean allReady() {
        return !instances.isEmpty() && ready() == instances.size();
    }

    /** How many instances are ready. */
    public int ready() {
        return (int) instances.stream().filter(i -> i.health() instanceof Health.Ready).count();
    }

    /** How many instances have no process. */
    public int dead() {
        return (int) instances.stream().filter(i -> i.health() instanceof Health.Dead).count();
    }

    /** The first digest that is not the promoted one; empty text means an answer without any. */
    public Optional<String> wrongDigest() {
        return instances.stream()
                .map(InstanceHealth::health)
                .filter(Health.WrongDigest.class::isInstance)
                .map(health -> ((Health.WrongDigest) health).seen())
                .findFirst();
    }

    /** Restarts of all instances together. */
    public int restarts() {
        return instances.stream().mapToInt(InstanceHealth::restarts).sum();
    }
}
