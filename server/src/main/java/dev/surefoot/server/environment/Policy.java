package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code policy.yaml} says: which environments there are, what each demands, who is believed.
 *
 * @param gates every gate there is: the built-in ones as the policy has them, then its own
 * @param listed names of the gates that stand under {@code gates} in the file
 * @param submitters kinds of claim by token name; empty: everybody may submit everything
 * @param trust whose signatures count
 */
public record Policy(
        List<PolicyEnvironment> environments,
        List<GateDefinition> gates,
        Set<String> listed,
        Map<String, Set<String>> submitters,
        PolicyTrust trust) {
    public Policy {
        environments = List.copyOf(environments);
        gates = List.copyOf(gates);
        listed = Set.copyOf(listed);
        submitters = Map.copyOf(submitters);
    }

    /** The environment of this name. */
    public Optional<PolicyEnvironment> environment(String name) {
        return environments.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The gate of this name. */
    public Optional<GateDefinition> gate(String name) {
        return gates.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /**
     * May the holder of this token submit claims of this kind? Without {@code trust.submitters}
     * every authenticated caller may; with it, only who is named there.
     */
    public boolean maySubmit(String token, String kind) {
        return submitters.isEmpty() || submitters.getOrDefault(token, Set.of()).contains(kind);
    }
}
