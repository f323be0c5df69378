package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateBook;
import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.gate.GateSubject;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which gates stand before an environment: artifact-identity, always; what the newest policy
 * requires there; what the pinned definition of the service adds; and the policy's other gates that
 * only show or that name the environment themselves. In this order, each once.
 *
 * <p>A gate that is required and that nobody defines is an error, never left out.
 */
public final class PolicyBook implements GateBook {
    /** The gate that no policy can do without. */
    public static final String ALWAYS = "artifact-identity";

    private final PolicyStore policies;
    private final ServiceStore services;

    public PolicyBook(PolicyStore policies, ServiceStore services) {
        this.policies = policies;
        this.services = services;
    }

    @Override
    public List<GateDefinition> applying(GateSubject subject) {
        Policy policy =
                policies.newest()
                        .orElseThrow(() -> new IllegalStateException("there is no policy"))
                        .policy();
        ServiceDefinition service =
                services.service(subject.service(), subject.serviceVersion())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "there is no version %d of service %s"
                                                        .formatted(
                                                                subject.serviceVersion(),
                                                                subject.service())));
        return applying(policy, service, subject.environment());
    }

    static List<GateDefinition> applying(
            Policy policy, ServiceDefinition service, String environment) {
        Set<String> names = new LinkedHashSet<>();
        names.add(ALWAYS);
        policy.environment(environment).ifPresent(each -> names.addAll(each.require()));
        service.environment(environment).ifPresent(each -> names.addAll(each.gates().require()));
        for (GateDefinition gate : policy.gates()) {
            if (policy.listed().contains(gate.name()) && unasked(gate, environment)) {
                names.add(gate.name());
            }
        }
        List<GateDefinition> gates = new ArrayList<>();
        for (String name : names) {
            gates.add(
                    policy.gate(name)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "gate %s is required in %s and not defined"
                                                            .formatted(name, environment))));
        }
        return List.copyOf(gates);
    }

    /** Does a gate of the policy apply there although nobody requires it? */
    private static boolean unasked(GateDefinition gate, String environment) {
        return gate.environments().contains(environment)
                || (gate.environments().isEmpty() && gate.mode() != GateDefinition.Mode.ENFORCE);
    }
}
