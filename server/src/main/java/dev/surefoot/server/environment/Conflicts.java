package dev.surefoot.server.environment;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What services that are already defined have against a new policy. */
final class Conflicts {
    private Conflicts() {}

    /** A refusal that names every service that would be left without what it needs. */
    static Optional<ApplyResult.Refused> between(Policy policy, List<ServiceVersion> services) {
        TreeSet<String> missing = new TreeSet<>();
        for (ServiceVersion service : services) {
            ServiceDefinition definition = service.definition();
            for (EnvironmentDefinition environment : definition.environments()) {
                if (policy.environment(environment.name()).isEmpty()) {
                    missing.add(
                            "service %s goes to environment %s"
                                    .formatted(definition.service(), environment.name()));
                }
                for (String gate : environment.gates().require()) {
                    if (policy.gate(gate).isEmpty()) {
                        missing.add(
                                "service %s requires gate %s in %s"
                                        .formatted(definition.service(), gate, environment.name()));
                    }
                }
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ApplyResult.Refused(
                                "IN_USE",
                                "the policy leaves out what is in use: "
                                        + String.join("; ", missing)
                                        + ". Keep it in the policy, or apply the services without "
                                        + "it first"));
    }
}
