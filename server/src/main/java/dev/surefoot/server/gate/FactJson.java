package dev.surefoot.server.gate;

import dev.surefoot.server.gate.Fact.ClaimUse;
import dev.surefoot.server.gate.Fact.PassedOver;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Facts as values that have a canonical JSON, and back: durations and times as ISO-8601 text with
 * all their digits, integers as text, since RFC 8785 keeps only those within 2^53.
 */
final class FactJson {
    private FactJson() {}

    static Map<String, Object> write(SortedMap<String, RecordedFact> facts) {
        Map<String, Object> all = new LinkedHashMap<>();
        facts.forEach((name, recorded) -> all.put(name, write(recorded)));
        return all;
    }

    static SortedMap<String, RecordedFact> read(JsonNode node) {
        SortedMap<String, RecordedFact> all = new TreeMap<>();
        node.propertyStream().forEach(entry -> all.put(entry.getKey(), fact(entry.getValue())));
        return all;
    }

    /** A record without ages and times. */
    static Map<String, Object> gist(VerdictRecord of) {
        Map<String, Object> facts = new LinkedHashMap<>();
        of.facts().forEach((name, recorded) -> facts.put(name, gist(recorded)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("definition", of.definitionDigest().toString());
        all.put("subject", GateJson.write(of.subject()));
        all.put("verdict", VerdictJson.kind(of.verdict()));
        all.put("cel", of.celVersion());
        all.put("facts", facts);
        return all;
    }

    private static Map<String, Object> gist(RecordedFact recorded) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("passedOver", passedOver(recorded.fact()));
        switch (recorded.fact()) {
            case Fact.Known known -> {
                all.put("claims", known.claims().stream().map(ClaimUse::claim).toList());
                switch (recorded.type()) {
                    case BOOLEAN, INTEGER, TEXT -> all.put("value", known.value().toString());
                    case DURATION, TIME -> all.put("value", "known");
                }
            }
            case Fact.Absent absent -> all.put("absent", absent.why());
        }
        return all;
    }

    private static Map<String, Object> write(RecordedFact recorded) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", recorded.type().name());
        all.put("passedOver", passedOver(recorded.fact()));
        switch (recorded.fact()) {
            case Fact.Known known -> {
                all.put("value", known.value().toString());
                all.put("claims", known.claims().stream().map(FactJson::write).toList());
                known.lapsesAt().ifPresent(at -> all.put("lapsesAt", at.toString()));
            }
            case Fact.Absent absent -> all.put("absent", absent.why());
        }
        return all;
    }

    private static List<Map<String, Object>> passedOver(Fact fact) {
        return fact.passedOver().stream()
                .map(over -> Map.<String, Object>of("claim", over.claim(), "why", over.why()))
                .toList();
    }

    private static Map<String, Object> write(ClaimUse use) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("claim", use.claim());
        all.put("raw", use.raw());
        all.put("age", use.age().toString());
        all.put("trust", use.trust());
        use.via().ifPresent(via -> all.put("via", via));
        return all;
    }

    private static RecordedFact fact(JsonNode node) {
        FactName.Type type = FactName.Type.valueOf(node.required("type").asString());
        List<PassedOver> passedOver =
                node.required("passedOver")
                        .valueStream()
                        .map(
                                over ->
                                        new PassedOver(
                                                over.required("claim").asString(),
                                                over.required("why").asString()))
                        .toList();
        JsonNode absent = node.get("absent");
        if (absent != null) {
            return new RecordedFact(type, new Fact.Absent(absent.asString(), passedOver));
        }
        return new RecordedFact(
                type,
                new Fact.Known(
                        value(type, node.required("value").asString()),
                        node.required("claims").valueStream().map(FactJson::claim).toList(),
                        passedOver,
                        text(node, "lapsesAt").map(Instant::parse)));
    }

    private static ClaimUse claim(JsonNode node) {
        return new ClaimUse(
                node.required("claim").asString(),
                GateJson.texts(node.required("raw")),
                Duration.parse(node.required("age").asString()),
                node.required("trust").asString(),
                text(node, "via"));
    }

    private static Object value(FactName.Type type, String text) {
        return switch (type) {
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> Long.valueOf(text);
            case TEXT -> text;
            case DURATION -> Duration.parse(text);
            case TIME -> Instant.parse(text);
        };
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asString);
    }
}
