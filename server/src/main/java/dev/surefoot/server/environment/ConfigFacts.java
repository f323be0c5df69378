package dev.surefoot.server.environment;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server finds out itself about the configuration that a promotion is pinned to. Names of
 * missing variables are in what was passed over; a value is nowhere.
 */
public final class ConfigFacts implements FactSource {
    private static final String RENDERED = "config.rendered";
    private static final String DIGEST = "config.digest";
    private static final String MISSING = "config.missing_keys";

    private final ServiceStore services;
    private final ConfigRenderer renderer;

    public ConfigFacts(ServiceStore services, ConfigRenderer renderer) {
        this.services = services;
        this.renderer = renderer;
    }

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(
                        RENDERED,
                        FactName.Type.BOOLEAN,
                        "every ${env:…} of the configuration is filled in, and the file can be"
                                + " read"),
                new FactName(
                        DIGEST,
                        FactName.Type.TEXT,
                        "SHA-256 of the configuration's raw bytes, before ${env:…}"),
                new FactName(
                        MISSING,
                        FactName.Type.INTEGER,
                        "how many variables the configuration names and the server lacks"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        Optional<String> name =
                services.service(subject.service(), subject.serviceVersion())
                        .flatMap(service -> service.environment(subject.environment()))
                        .map(EnvironmentDefinition::config);
        Optional<byte[]> raw = services.config(subject.config());
        if (name.isEmpty() || raw.isEmpty()) {
            String why =
                    ("version %d of service %s has no configuration %s for %s;"
                                    + " apply its surefoot.yaml again")
                            .formatted(
                                    subject.serviceVersion(),
                                    subject.service(),
                                    subject.config(),
                                    subject.environment());
            Fact absent = Fact.absent(why);
            return Map.of(RENDERED, absent, DIGEST, absent, MISSING, absent);
        }
        return facts(subject, name.get(), renderer.render(name.get(), raw.get()));
    }

    private static Map<String, Fact> facts(
            GateSubject subject, String name, RenderedConfig rendered) {
        List<Fact.PassedOver> why = new ArrayList<>();
        long missing = 0;
        if (rendered instanceof RenderedConfig.Incomplete incomplete) {
            missing = incomplete.missing().size();
            for (String variable : incomplete.missing()) {
                why.add(
                        new Fact.PassedOver(
                                "${env:" + variable + "}",
                                "%s names it and the server's environment does not have it"
                                        .formatted(name)));
            }
            incomplete.fault().ifPresent(fault -> why.add(new Fact.PassedOver(name, fault)));
        }
        boolean complete = rendered instanceof RenderedConfig.Complete;
        return Map.of(
                RENDERED, known(complete, why),
                DIGEST, known(subject.config().toString(), List.of()),
                MISSING, known(missing, why));
    }

    private static Fact known(Object value, List<Fact.PassedOver> why) {
        return new Fact.Known(value, List.of(), why, Optional.empty());
    }
}
