package dev.surefoot.server.gate;

import dev.surefoot.evidence.Digest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Gates, facts and subjects for tests. */
final class Samples {
    static final Instant AT = Instant.parse("2026-11-26T12:00:00.123456Z");
    static final UUID PROMOTION = new UUID(1, 2);

    static final GateSubject SUBJECT =
            new GateSubject(
                    "shop", "production", new UUID(3, 4), digest("artifact"), digest("config"), 7);

    static final List<FactName> NAMES =
            List.of(
                    new FactName("tests.total", FactName.Type.INTEGER, ""),
                    new FactName("tests.failed", FactName.Type.INTEGER, ""),
                    new FactName("tests.age", FactName.Type.DURATION, ""),
                    new FactName("artifact.of_candidate", FactName.Type.BOOLEAN, ""),
                    new FactName("artifact.present", FactName.Type.BOOLEAN, ""),
                    new FactName("candidate.service", FactName.Type.TEXT, ""),
                    new FactName("schema.refusal", FactName.Type.TEXT, ""));

    private Samples() {}

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static GateDefinition gate(String name, String expression) {
        return new GateDefinition(
                name,
                "Something.",
                "Anything else.",
                List.of("functional"),
                List.of(),
                List.of(),
                expression,
                GateDefinition.Mode.ENFORCE,
                "team-shop");
    }

    static GateDefinition needing(GateDefinition gate, Need... needs) {
        return new GateDefinition(
                gate.name(),
                gate.proves(),
                gate.doesNotProve(),
                gate.guards(),
                gate.environments(),
                List.of(needs),
                gate.expression(),
                gate.mode(),
                gate.owner());
    }

    static CelExpression compiled(String expression, FactName... names) {
        return switch (new CelCompiler(List.of(names)).compile(expression)) {
            case CelCompiler.Compiled.Ready ready -> ready.expression();
            case CelCompiler.Compiled.Refused refused ->
                    throw new IllegalStateException(expression + ": " + refused.problem());
        };
    }

    /** A fact that rests on one claim of this age. */
    static Fact claimed(Object value, String claim, Duration age) {
        return new Fact.Known(
                value,
                List.of(
                        new Fact.ClaimUse(
                                claim,
                                List.of(digest(claim).toString()),
                                age,
                                "SUBMITTER_AUTHENTICATED",
                                Optional.empty())),
                List.of(new Fact.PassedOver("older", "it was replaced")),
                Optional.of(AT.plus(Duration.ofDays(1)).minus(age)));
    }

    /** A source whose facts the test sets; it counts how often it is asked. */
    static final class SetFacts implements FactSource {
        private final Map<String, Fact> facts = new HashMap<>();
        int asked;

        SetFacts() {
            set("tests.total", 17L);
            set("tests.failed", 0L);
            set("tests.age", Duration.ofHours(1));
            set("artifact.of_candidate", true);
            set("artifact.present", true);
            set("candidate.service", "shop");
            set("schema.refusal", "");
        }

        void set(String name, Object value) {
            facts.put(name, Fact.known(value));
        }

        void put(String name, Fact fact) {
            facts.put(name, fact);
        }

        @Override
        public List<FactName> supplies() {
            return NAMES;
        }

        @Override
        public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
            asked++;
            return Map.copyOf(facts);
        }
    }
}
