package dev.surefoot.server.environment;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the policy says of the environment that a promotion goes into. */
public final class EnvironmentFacts implements FactSource {
    private static final String NAME = "environment.name";
    private static final String PRODUCTION = "environment.production";

    private final PolicyStore policies;

    public EnvironmentFacts(PolicyStore policies) {
        this.policies = policies;
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(NAME, FactName.Type.TEXT, "name of the environment"),
                new FactName(
                        PRODUCTION,
                        FactName.Type.BOOLEAN,
                        "whether the policy says that real users are there"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        Fact production =
                policies.newest()
                        .flatMap(each -> each.policy().environment(subject.environment()))
                        .map(each -> Fact.known(each.production()))
                        .orElseGet(
                                () ->
                                        Fact.absent(
                                                ("environment %s is not in the policy; add it"
                                                                + " and apply policy.yaml")
                                                        .formatted(subject.environment())));
        return Map.of(NAME, Fact.known(subject.environment()), PRODUCTION, production);
    }
}
