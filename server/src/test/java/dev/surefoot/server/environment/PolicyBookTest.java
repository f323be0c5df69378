package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.gate.GateDefinition.Mode;

import org.junit.jupiter.api.Test;

import java.util.List;

class PolicyBookTest {
    private static final ServiceDefinition SHOP =
            Texts.read(
                            Texts.service()
                                    .replace("require: [tests]", "require: [tests, own-required]"))
                    .orThrow()
                    .definition();

    @Test
    void artifact_identity_comes_first_then_the_policys_gates_then_the_services() {
        Policy policy = policy("own-required", "mode: enforce");

        assertThat(names(policy, "staging"))
                .containsExactly("artifact-identity", "tests", "config", "vulnerabilities");
        assertThat(names(policy, "production"))
                .containsExactly(
                        "artifact-identity",
                        "tests",
                        "config",
                        "vulnerabilities",
                        "provenance",
                        "own-required");
    }

    @Test
    void a_gate_that_only_shows_applies_where_it_is_or_everywhere() {
        Policy everywhere = policy("own-required", "mode: warn");
        Policy there =
                policy("own-required", "mode: observe\n    when: {environments: [production]}");

        assertThat(names(everywhere, "staging")).endsWith("own-required");
        assertThat(names(there, "staging")).doesNotContain("own-required");
        assertThat(names(there, "production")).endsWith("own-required");
    }

    @Test
    void an_enforcing_gate_that_names_the_environment_needs_no_requirement() {
        Policy policy =
                policy("own-required", "mode: enforce\n    when: {environments: [staging]}");

        assertThat(names(policy, "staging")).endsWith("own-required");
    }

    @Test
    void a_built_in_gate_applies_in_the_mode_that_the_policy_gives_it() {
        Policy policy = policy("own-required", "mode: warn");

        assertThat(PolicyBook.applying(policy, SHOP, "staging"))
                .filteredOn(gate -> gate.name().equals("vulnerabilities"))
                .singleElement()
                .extracting(GateDefinition::mode)
                .isEqualTo(Mode.OBSERVE);
    }

    @Test
    void a_required_gate_that_nobody_defines_is_an_error_and_never_left_out() {
        Policy policy = policy("another", "mode: warn");

        assertThatThrownBy(() -> PolicyBook.applying(policy, SHOP, "production"))
                .hasMessage("gate own-required is required in production and not defined");
    }

    private static List<String> names(Policy policy, String environment) {
        return PolicyBook.applying(policy, SHOP, environment).stream()
                .map(GateDefinition::name)
                .toList();
    }

    private static Policy policy(String gate, String rest) {
        return Texts.readPolicy(
                        Texts.policy()
                                + """
                                  - gate: %s
                                    proves: This.
                                    does-not-prove: That.
                                    guards: [functional]
                                    expr: tests.total > 0
                                    owner: team
                                    %s
                                """
                                        .formatted(gate, rest))
                .orThrow();
    }
}
