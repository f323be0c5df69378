package dev.surefoot.server.environment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment of a service.
 *
 * @param config path of its configuration file, relative to {@code surefoot.yaml}
 * @param slots ports by slot, one instance a port; both slots have the same number
 * @param database where the service keeps its data there: the name of the variable in the server's
 *     environment that holds the JDBC address of the role that owns the schema; empty: nowhere
 * @param slo what its users are promised; empty: nothing is
 */
public record EnvironmentDefinition(
        String name,
        String config,
        Map<Slot, List<Integer>> slots,
        TrafficSettings traffic,
        GateSettings gates,
        RolloutSettings rollout,
        JudgeSettings judge,
        RecoverySettings recovery,
        Optional<String> database,
        Optional<SloSettings> slo) {
    public EnvironmentDefinition {
        slots = Map.copyOf(slots);
    }
}
