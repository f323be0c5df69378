package dev.surefoot.server.environment;

import java.util.List;
import java.util.Map;

/**
 * One environment of a service.
 *
 * @param config path of its configuration file, relative to {@code surefoot.yaml}
 * @param slots ports by slot, one instance a port; both slots have the same number
 */
public record EnvironmentDefinition(
        String name,
        String config,
        Map<Slot, List<Integer>> slots,
        TrafficSettings traffic,
        GateSettings gates,
        RolloutSettings rollout,
        JudgeSettings judge,
        RecoverySettings recovery) {
    public EnvironmentDefinition {
        slots = Map.copyOf(slots);
    }
}
