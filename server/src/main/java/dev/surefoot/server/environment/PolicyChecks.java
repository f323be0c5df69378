package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.gate.Need;
import dev.surefoot.server.json.Words;
import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a schema can't say of a {@code policy.yaml}. Bears any document. */
final class PolicyChecks {
    private static final List<String> MANDATORY =
            List.of("proves", "does-not-prove", "guards", "owner", "expr");
    private static final Set<String> OVERRIDES = Set.of("gate", "mode", "needs");

    private final Findings findings;
    private final Map<String, GateDefinition> builtIns = new HashMap<>();

    PolicyChecks(Findings findings, List<GateDefinition> builtIns) {
        this.findings = findings;
        builtIns.forEach(gate -> this.builtIns.put(gate.name(), gate));
    }

    void run() {
        Set<String> environments = unique(YamlPath.of("environments"), "name", "environment");
        Set<String> own = unique(YamlPath.of("gates"), "gate", "gate");
        JsonNode gates = findings.json().path("gates");
        for (int i = 0; gates.isArray() && i < gates.size(); i++) {
            YamlPath path = YamlPath.of("gates", i);
            JsonNode gate = gates.path(i);
            GateDefinition builtIn = builtIns.get(gate.path("gate").asString(""));
            if (builtIn == null) {
                full(path, gate);
            } else {
                override(path, gate, builtIn);
            }
            environments(path.then("when").then("environments"), gate, environments);
        }
        required(own);
    }

    /** That each environment requires only gates that exist. */
    private void required(Set<String> own) {
        Set<String> known = new LinkedHashSet<>(builtIns.keySet());
        known.addAll(own);
        JsonNode environments = findings.json().path("environments");
        for (int i = 0; environments.isArray() && i < environments.size(); i++) {
            JsonNode require = environments.path(i).path("require");
            for (int r = 0; require.isArray() && r < require.size(); r++) {
                String name = require.path(r).asString("");
                if (!known.contains(name)) {
                    findings.add(
                            YamlPath.of("environments", i, "require", r),
                            "gate %s is not known%s; there are: %s. Define it under gates"
                                    .formatted(
                                            Words.quoted(name),
                                            Words.didYouMean(name, known),
                                            Words.list(known)));
                }
            }
        }
    }

    /** That what each environment requires applies there. */
    static void requirements(Findings findings, Policy policy) {
        for (int i = 0; i < policy.environments().size(); i++) {
            PolicyEnvironment environment = policy.environments().get(i);
            for (int r = 0; r < environment.require().size(); r++) {
                GateNames.check(
                        findings,
                        YamlPath.of("environments", i, "require", r),
                        new GateNames.Asked(environment.require().get(r), environment.name()),
                        policy.gates());
            }
        }
    }

    private Set<String> unique(YamlPath list, String key, String what) {
        Map<String, YamlPath> seen = new HashMap<>();
        JsonNode entries = findings.json().path(list.last());
        for (int i = 0; entries.isArray() && i < entries.size(); i++) {
            YamlPath path = list.then(i).then(key);
            String name = entries.path(i).path(key).asString("");
            YamlPath first = name.isEmpty() ? null : seen.putIfAbsent(name, path);
            if (first != null) {
                findings.add(
                        path,
                        "%s %s is here a second time, first at %s; keep one"
                                .formatted(what, Words.quoted(name), first));
            }
        }
        return new HashSet<>(seen.keySet());
    }

    private void full(YamlPath path, JsonNode gate) {
        List<String> missing = new ArrayList<>();
        for (String key : MANDATORY) {
            if (!gate.has(key)) {
                missing.add(key);
            }
        }
        if (gate.isObject() && gate.has("gate") && !missing.isEmpty()) {
            String name = gate.path("gate").asString("");
            findings.add(
                    path.then("gate"),
                    "gate %s lacks %s%s; only a built-in gate (%s) may leave them out"
                            .formatted(
                                    Words.quoted(name),
                                    String.join(", ", missing),
                                    Words.didYouMean(name, builtIns.keySet()),
                                    Words.list(builtIns.keySet())));
        }
    }

    private void override(YamlPath path, JsonNode gate, GateDefinition builtIn) {
        for (String key : gate.propertyNames()) {
            if (!OVERRIDES.contains(key)) {
                findings.addAtKey(
                        path.then(key),
                        "gate \"%s\" is built in, so its %s can't be changed; leave it out, or give"
                                        .formatted(builtIn.name(), key)
                                + " your gate another name");
            }
        }
        if (builtIn.name().equals(PolicyBook.ALWAYS)) {
            findings.add(
                    path.then("gate"),
                    "gate \"%s\" is always on and can't be changed; leave the entry out"
                            .formatted(PolicyBook.ALWAYS));
        }
        List<String> kinds = builtIn.needs().stream().map(Need::kind).toList();
        JsonNode needs = gate.path("needs");
        for (int i = 0; needs.isArray() && i < needs.size(); i++) {
            String kind = needs.path(i).path("kind").asString("");
            if (!kind.isEmpty() && !kinds.contains(kind)) {
                findings.add(
                        path.then("needs").then(i).then("kind"),
                        "gate \"%s\" needs no claim of kind %s; it needs %s"
                                .formatted(
                                        builtIn.name(),
                                        Words.quoted(kind),
                                        kinds.isEmpty() ? "none" : Words.either(kinds)));
            }
        }
    }

    private void environments(YamlPath path, JsonNode gate, Set<String> known) {
        JsonNode names = gate.path("when").path("environments");
        for (int i = 0; names.isArray() && i < names.size(); i++) {
            String name = names.path(i).asString("");
            if (!known.contains(name)) {
                findings.add(
                        path.then(i),
                        "environment %s is not in this policy%s; it has: %s"
                                .formatted(
                                        Words.quoted(name),
                                        Words.didYouMean(name, known),
                                        Words.list(known)));
            }
        }
    }
}
