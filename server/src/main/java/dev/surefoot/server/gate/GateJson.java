package dev.surefoot.server.gate;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.ledger.CanonicalJson;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gates, subjects and verdicts as JSON, and back. Pure. */
final class GateJson {
    private GateJson() {}

    /** What names a definition: SHA-256 over its canonical JSON. */
    static Digest digest(GateDefinition gate) {
        return Digest.sha256(CanonicalJson.write(write(gate)));
    }

    static Map<String, Object> write(GateDefinition gate) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", gate.name());
        all.put("proves", gate.proves());
        all.put("doesNotProve", gate.doesNotProve());
        all.put("guards", gate.guards());
        all.put("environments", gate.environments());
        all.put("needs", gate.needs().stream().map(GateJson::write).toList());
        all.put("expression", gate.expression());
        all.put("mode", gate.mode().name());
        all.put("owner", gate.owner());
        return all;
    }

    static GateDefinition definition(JsonNode node) {
        return new GateDefinition(
                node.required("name").asString(),
                node.required("proves").asString(),
                node.required("doesNotProve").asString(),
                texts(node.required("guards")),
                texts(node.required("environments")),
                node.required("needs").valueStream().map(GateJson::need).toList(),
                node.required("expression").asString(),
                GateDefinition.Mode.valueOf(node.required("mode").asString()),
                node.required("owner").asString());
    }

    static Map<String, Object> write(GateSubject subject) {
        return Map.of(
                "service", subject.service(),
                "environment", subject.environment(),
                "candidate", subject.candidate().toString(),
                "artifact", subject.artifact().toString(),
                "config", subject.config().toString(),
                "serviceVersion", subject.serviceVersion());
    }

    static GateSubject subject(JsonNode node) {
        return new GateSubject(
                node.required("service").asString(),
                node.required("environment").asString(),
                UUID.fromString(node.required("candidate").asString()),
                Digest.parse(node.required("artifact").asString()).orElseThrow(),
                Digest.parse(node.required("config").asString()).orElseThrow(),
                node.required("serviceVersion").asLong());
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static Map<String, Object> write(Need need) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kind", need.kind());
        all.put("suites", need.suites());
        need.maxAge().ifPresent(age -> all.put("maxAge", age.toString()));
        all.put("trust", need.trust().name());
        return all;
    }

    private static Need need(JsonNode node) {
        return new Need(
                node.required("kind").asString(),
                texts(node.required("suites")),
                Optional.ofNullable(node.get("maxAge")).map(age -> Duration.parse(age.asString())),
                Need.Trusted.valueOf(node.required("trust").asString()));
    }
}
