package dev.surefoot.server.freeze;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Whether the place that a promotion goes to is frozen. */
public final class FreezeFacts implements FactSource {
    private static final String FROZEN = "environment.frozen";

    private final Freezes freezes;

    public FreezeFacts(Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(
                        FROZEN,
                        FactName.Type.BOOLEAN,
                        "whether a freeze covers the service, the environment or the artifact"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        return Map.of(
                FROZEN,
                Fact.known(
                        freezes.covering(
                                        subject.service(),
                                        subject.environment(),
                                        subject.artifact())
                                .isPresent()));
    }
}
