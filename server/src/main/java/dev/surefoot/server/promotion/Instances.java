package dev.surefoot.server.promotion;

import dev.surefoot.server.runtime.Health;
import dev.surefoot.server.runtime.InstanceHealth;
import dev.surefoot.server.runtime.SlotHealth;

import java.util.stream.Collectors;

/** Words about a slot's instances. */
final class Instances {
    private Instances() {}

    /** Where the output of dead instances lies. */
    static String outputs(SlotHealth health) {
        String files =
                health.instances().stream()
                        .map(InstanceHealth::health)
                        .filter(Health.Dead.class::isInstance)
                        .map(dead -> ((Health.Dead) dead).output().toString())
                        .collect(Collectors.joining(", "));
        return files.isEmpty() ? "see the run folder" : files;
    }

    /** Whether no instance of the slot has a process. */
    static boolean allDead(SlotHealth health) {
        return !health.instances().isEmpty()
                && health.instances().stream()
                        .map(InstanceHealth::health)
                        .allMatch(h -> h instanceof Health.Dead || h instanceof Health.Missing);
    }
}
