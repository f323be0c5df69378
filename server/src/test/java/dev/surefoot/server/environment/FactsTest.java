package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

class FactsTest {
    private static final byte[] STAGING =
            Texts.bytes("db: ${env:DB}\nx: ${env:ABSENT_ONE}\ny: ${env:ABSENT_TWO}\n");
    private static final byte[] PRODUCTION = Texts.bytes("db: ${env:DB}\n");

    private final Desk desk = new Desk();
    private final ConfigFacts configs =
            new ConfigFacts(
                    desk.services,
                    new ConfigRenderer(
                            name ->
                                    name.equals("DB")
                                            ? Optional.of("secret-value")
                                            : Optional.empty()));

    @BeforeEach
    void apply() {
        desk.policy(Texts.policy());
        desk.service(Texts.service(), Map.of(Texts.STAGING, STAGING, Texts.PRODUCTION, PRODUCTION));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    @Requirement("GATE-5")
    void a_configuration_with_everything_resolvable_is_rendered() {
        Map<String, Fact> facts = config("production", PRODUCTION);

        assertThat(value(facts, "config.rendered")).isEqualTo(true);
        assertThat(value(facts, "config.missing_keys")).isEqualTo(0L);
        assertThat(value(facts, "config.digest")).isEqualTo(Digest.sha256(PRODUCTION).toString());
    }

    @Test
    @Requirement("GATE-5")
    void what_can_not_be_resolved_is_counted_and_named_and_no_value_is_told() {
        Map<String, Fact> facts = config("staging", STAGING);

        assertThat(value(facts, "config.rendered")).isEqualTo(false);
        assertThat(value(facts, "config.missing_keys")).isEqualTo(2L);
        assertThat(fact(facts, "config.missing_keys").passedOver())
                .extracting(Fact.PassedOver::claim)
                .containsExactly("${env:ABSENT_ONE}", "${env:ABSENT_TWO}");
        assertThat(facts.toString()).doesNotContain("secret-value");
    }

    @Test
    void a_configuration_that_nobody_applied_leaves_every_fact_absent() {
        Map<String, Fact> facts = config("staging", Texts.bytes("other"));

        assertThat(facts.keySet()).containsExactlyInAnyOrderElementsOf(names(configs.supplies()));
        assertThat(facts.values()).allMatch(fact -> fact instanceof Fact.Absent);
    }

    @Test
    void the_environment_is_what_the_policy_says() {
        EnvironmentFacts facts = new EnvironmentFacts(desk.policies);

        Map<String, Fact> known = facts.facts(subject("production", STAGING), List.of(), Desk.AT);
        Map<String, Fact> unknown = facts.facts(subject("moon", STAGING), List.of(), Desk.AT);

        assertThat(value(known, "environment.name")).isEqualTo("production");
        assertThat(value(known, "environment.production")).isEqualTo(true);
        assertThat(unknown.get("environment.production"))
                .isEqualTo(
                        Fact.absent(
                                "environment moon is not in the policy; add it and apply"
                                        + " policy.yaml"));
        assertThat(known.keySet()).containsExactlyInAnyOrderElementsOf(names(facts.supplies()));
    }

    private Map<String, Fact> config(String environment, byte[] raw) {
        return configs.facts(subject(environment, raw), List.of(), Desk.AT);
    }

    private static GateSubject subject(String environment, byte[] config) {
        return new GateSubject(
                "shop",
                environment,
                new UUID(0, 1),
                Digest.sha256(new byte[] {1}),
                Digest.sha256(config),
                1);
    }

    private static Fact fact(Map<String, Fact> facts, String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    private static Object value(Map<String, Fact> facts, String name) {
        return ((Fact.Known) fact(facts, name)).value();
    }

    private static List<String> names(List<FactName> facts) {
        return facts.stream().map(FactName::name).toList();
    }
}
