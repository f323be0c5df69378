package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.json.Words;
import dev.surefoot.server.json.YamlPath;

import java.util.List;
import java.util.Optional;

/** Refuses requirements that no gate can meet, in a policy and in a service alike. */
final class GateNames {
    private GateNames() {}

    /** A gate that is required in an environment. */
    record Asked(String gate, String environment) {}

    static void check(Findings findings, YamlPath path, Asked asked, List<GateDefinition> gates) {
        Optional<GateDefinition> found =
                gates.stream().filter(gate -> gate.name().equals(asked.gate())).findFirst();
        if (found.isEmpty()) {
            List<String> names = gates.stream().map(GateDefinition::name).toList();
            findings.add(
                    path,
                    "gate %s is not known%s; there are: %s. Define it under gates in policy.yaml"
                            .formatted(
                                    Words.quoted(asked.gate()),
                                    Words.didYouMean(asked.gate(), names),
                                    Words.list(names)));
        } else if (!found.get().environments().isEmpty()
                && !found.get().environments().contains(asked.environment())) {
            findings.add(
                    path,
                    "gate \"%s\" applies only in %s, so %s can't require it; change its when"
                            .formatted(
                                    asked.gate(),
                                    Words.list(found.get().environments()),
                                    asked.environment()));
        }
    }
}
