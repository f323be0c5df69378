package dev.surefoot.server.gate;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Map;

/** Verdicts as JSON, and back. Pure. */
final class VerdictJson {
    private VerdictJson() {}

    /** What kind of verdict it is, as it is stored and shown. */
    static String kind(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> "PASS";
            case Verdict.Fail fail -> "FAIL";
            case Verdict.Inconclusive inconclusive -> "INCONCLUSIVE";
            case Verdict.Overridden overridden -> "OVERRIDDEN";
        };
    }

    /** Why, for people. */
    static String explanation(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> pass.explanation();
            case Verdict.Fail fail -> fail.explanation();
            case Verdict.Inconclusive inconclusive -> inconclusive.explanation();
            case Verdict.Overridden overridden ->
                    "%s let it through until %s: %s"
                            .formatted(overridden.by(), overridden.until(), overridden.why());
        };
    }

    static Map<String, Object> write(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> Map.of("explanation", pass.explanation());
            case Verdict.Fail fail -> Map.of("explanation", fail.explanation());
            case Verdict.Inconclusive inconclusive ->
                    Map.of(
                            "explanation", inconclusive.explanation(),
                            "missing", inconclusive.missing());
            case Verdict.Overridden overridden ->
                    Map.of(
                            "by", overridden.by(),
                            "why", overridden.why(),
                            "until", overridden.until().toString());
        };
    }

    static Verdict read(String kind, JsonNode body) {
        return switch (kind) {
            case "PASS" -> new Verdict.Pass(text(body, "explanation"));
            case "FAIL" -> new Verdict.Fail(text(body, "explanation"));
            case "INCONCLUSIVE" ->
                    new Verdict.Inconclusive(
                            text(body, "explanation"), GateJson.texts(body.required("missing")));
            case "OVERRIDDEN" ->
                    new Verdict.Overridden(
                            text(body, "by"),
                            text(body, "why"),
                            Instant.parse(text(body, "until")));
            default -> throw new IllegalStateException("no kind of verdict: " + kind);
        };
    }

    private static String text(JsonNode body, String key) {
        return body.required(key).asString();
    }
}
