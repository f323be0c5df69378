package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.gate.GateDefinition.Mode;
import dev.surefoot.server.gate.Need;
import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.TestSigner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

class PolicyFileTest {
    private static final String OWN =
            """
              - gate: license
                proves: Somebody looked at the licences.
                does-not-prove: That a court agrees.
                guards: [legal]
                when: {environments: [production]}
                needs: [{kind: license, suites: [main], max-age: 30d, trust: signed}, {kind: sbom}]
                expr: license.bad == 0
                owner: team-legal
            """;

    @Test
    void the_demos_policy_is_read_as_it_is_written() {
        Policy policy = read(Texts.policy());

        assertThat(policy.environments())
                .containsExactly(
                        new PolicyEnvironment(
                                "staging",
                                false,
                                List.of("tests", "config", "vulnerabilities"),
                                false),
                        new PolicyEnvironment(
                                "production",
                                true,
                                List.of("tests", "config", "vulnerabilities", "provenance"),
                                false));
        assertThat(policy.listed()).containsExactly("vulnerabilities");
        assertThat(policy.gate("vulnerabilities").orElseThrow())
                .isEqualTo(Texts.BUILT_IN.get(2).in(Mode.OBSERVE));
        assertThat(policy.gate("tests").orElseThrow()).isEqualTo(Texts.BUILT_IN.get(1));
    }

    @Test
    void the_demos_policy_believes_its_build_and_nobody_else() {
        TestSigner build = new TestSigner();

        PolicyTrust trust =
                Texts.readPolicy(Texts.wholePolicy(), Map.of("keys/build.pem", build.pem()))
                        .orThrow()
                        .trust();

        assertThat(trust.keys())
                .singleElement()
                .satisfies(key -> assertThat(key.fingerprint()).hasToString(build.fingerprint()));
        assertThat(trust.builders())
                .singleElement()
                .satisfies(
                        builder -> {
                            assertThat(builder.id()).isEqualTo("https://ci.example/builder");
                            assertThat(builder.repositories())
                                    .containsExactly("file:///home/ada/shop");
                        });
    }

    @Test
    void a_gate_of_its_own_is_read_and_starts_by_observing() {
        GateDefinition gate = read(Texts.policy() + OWN).gate("license").orElseThrow();

        assertThat(gate)
                .isEqualTo(
                        new GateDefinition(
                                "license",
                                "Somebody looked at the licences.",
                                "That a court agrees.",
                                List.of("legal"),
                                List.of("production"),
                                List.of(
                                        new Need(
                                                "license",
                                                List.of("main"),
                                                Optional.of(Duration.ofDays(30)),
                                                Need.Trusted.SIGNED),
                                        new Need(
                                                "sbom",
                                                List.of(),
                                                Optional.empty(),
                                                Need.Trusted.AUTHENTICATED)),
                                "license.bad == 0",
                                Mode.OBSERVE,
                                "team-legal"));
    }

    @Test
    void a_built_in_gate_may_need_its_claims_fresher_and_keeps_its_meaning() {
        String text =
                Texts.policy().replace("mode: observe", "needs: [{kind: vuln.scan, max-age: 1d}]");

        GateDefinition gate = read(text).gate("vulnerabilities").orElseThrow();

        assertThat(gate.needs())
                .containsExactly(
                        new Need(
                                "vuln.scan",
                                List.of(),
                                Optional.of(Duration.ofDays(1)),
                                Need.Trusted.AUTHENTICATED));
        assertThat(gate.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(gate.proves()).isEqualTo("it proves vulnerabilities");
    }

    @Test
    void everybody_may_submit_everything_until_the_policy_says_who_may() {
        Policy open = read(Texts.policy());
        Policy closed =
                read(
                        Texts.policy()
                                + "trust:\n  submitters: {ci: [test, sbom], ci-token: [test]}\n");

        assertThat(open.maySubmit("anybody", "test")).isTrue();
        assertThat(closed.maySubmit("ci", "test")).isTrue();
        assertThat(closed.maySubmit("ci-token", "test")).isTrue();
        assertThat(closed.maySubmit("ci", "vuln.scan")).isFalse();
        assertThat(closed.maySubmit("anybody", "test")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    name: staging|name: production|8:11 environments[1].name: environment "production" is here a second time, first at environments[0].name
                    production: false|production: no|6:17 environments[0].production: environments[0].production is "no"; it must be true or false
                    require: [tests, c|require: [test, c|7:15 environments[0].require[0]: gate "test" is not known; did you mean "tests"?; there are: artifact-identity, config,
                    mode: observe|mode: of|14:11 gates[0].mode: gates[0].mode is "of"; write observe, warn or enforce
                    mode: observe|expr: "true"|14:5 gates[0].expr: gate "vulnerabilities" is built in, so its expr can't be changed
                    mode: observe|needs: [{kind: test}]|14:20 gates[0].needs[0].kind: gate "vulnerabilities" needs no claim of kind "test"; it needs vuln.scan
                    mode: observe|needs: [{kind: vuln.scan, max-age: 7}]|14:40 gates[0].needs[0].max-age: gates[0].needs[0].max-age is 7; it must be a whole number above 0 with its unit
                    mode: observe|expires: {}|14:5 gates[0].expires: key "expires" is not supported yet
                    gate: vulnerabilities|gate: vulnerabilitis|13:11 gates[0].gate: gate "vulnerabilitis" lacks proves, does-not-prove, guards, owner, expr; did you mean "vulnerabilities"?
                    gate: vulnerabilities|gate: artifact-identity|13:11 gates[0].gate: gate "artifact-identity" is always on and can't be changed
                    production: true|traffic: {accept-no-leas: true}|9:15 environments[1].traffic.accept-no-leas: unknown key "accept-no-leas"; did you mean "accept-no-lease"?
                    """)
    @Requirement("INPUT-1")
    @Requirement("INPUT-2")
    void a_fault_is_named_at_its_place(String from, String to, String expected) {
        String text = Texts.policy();
        assertThat(text).contains(from);

        List<String> problems =
                Texts.problems(Texts.readPolicy(text.replaceFirst(quote(from), to)));

        assertThat(problems).anyMatch(each -> each.startsWith(expected));
    }

    @Test
    void a_gate_can_not_be_required_where_it_does_not_apply() {
        String text =
                (Texts.policy() + OWN).replaceFirst("require: \\[tests,", "require: [license,");

        assertThat(Texts.problems(Texts.readPolicy(text)))
                .containsExactly(
                        "7:15 environments[0].require[0]: gate \"license\" applies only in"
                                + " production, so staging can't require it; change its when");
    }

    private static String quote(String text) {
        return Pattern.quote(text);
    }

    private static Policy read(String text) {
        Reading<Policy> reading = Texts.readPolicy(text);
        assertThat(Texts.problems(reading)).isEmpty();
        return reading.orThrow();
    }
}
