package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class GateCheckerTest {
    private static final List<FactName> FACTS = facts();

    private final GateChecker checker = new GateChecker(FACTS);

    @ParameterizedTest
    @Requirement("GATE-2")
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "tests.faild == 0 => nothing supplies a fact tests.faild; did you mean tests.failed?",
                "test.failed == 0 => did you mean tests.failed?",
                "tests.weather == 0 => the facts there are tests.age, tests.failed, tests.total",
                "weather.rain == 0 => nothing supplies a fact weather.rain; the facts are ",
                "tests.total > 0 && moon => nothing supplies a fact moon",
                "tests.failed == '0' => '==' does not take int, string: both sides",
                "tests.failed == 0.0 => '==' does not take int, double: both sides",
                "tests.failed > 0.5 => '>' does not take int, double: both sides",
                "tests.age < 7 => '<' does not take duration, int: both sides",
                "tests.failed => it gives int, no boolean: compare it",
                "tests.age => it gives google.protobuf.Duration, no boolean: compare it",
                "dyn(tests.failed) == '0' => known only at evaluation: leave out dyn()",
                "[] == [] && tests.failed == 0 => known only at evaluation",
                "[1, 'a'].size() == tests.failed => known only at evaluation",
                "1 == 1 => it names no fact, so it is always the same",
                "true => it names no fact",
                "tests.failed == 0 || true => it is always true, whatever the facts are",
                "tests.failed == 0 && 1 > 2 => it is always false, whatever the facts are",
                "(1 / 0 == 1) ? tests.failed == 0 : tests.total > 0 => it always fails: evaluation error",
                "candidate.service.matches('(a{1,50}){1,50}') => 200, Provided: 5101: make it shorter",
                "candidate.service.matches('(') => missing closing )",
                "tests.failed == => column 16: mismatched input",
                "[1].all(at, at > 0) && tests.failed == 0 => the loop variable at hides the fact at",
                "[1].all(tests, tests > 0) => the loop variable tests hides the fact tests.",
                "has(tests.failed) => column 4: ",
            })
    void an_expression_is_refused_by_name_with_the_next_step(String expression, String expected) {
        Optional<String> problem = checker.problem(Samples.gate("mine", expression));

        assertThat(problem).hasValueSatisfying(text -> assertThat(text).contains(expected));
        assertThat(problem.get()).startsWith("gate mine: expression '" + expression + "': ");
    }

    @Test
    void an_expression_that_can_be_told_only_with_facts_is_not_refused() {
        assertThat(checker.problem(Samples.gate("mine", "tests.failed / 0 == 1"))).isEmpty();
        assertThat(checker.problem(Samples.gate("mine", "1 / 0 == 1 || tests.failed == 0")))
                .isEmpty();
    }

    @Test
    @Requirement("GATE-2")
    void a_too_long_expression_is_refused_and_shown_shortened() {
        Optional<String> problem =
                checker.problem(
                        Samples.gate(
                                "mine", "tests.total == 1" + " || tests.total == 1".repeat(200)));

        assertThat(problem)
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .contains("more than 2048: split it into two gates")
                                        .hasSizeLessThan(300));
    }

    @Test
    void every_built_in_gate_compiles_against_the_facts_of_this_server() {
        for (GateDefinition gate : BuiltInGates.all()) {
            assertThat(checker.problem(gate)).as(gate.name()).isEmpty();
            assertThat(gate.mode()).isEqualTo(GateDefinition.Mode.ENFORCE);
            boolean signed = gate.name().equals("provenance");
            assertThat(gate.needs()).allMatch(n -> (n.trust() == Need.Trusted.SIGNED) == signed);
        }
        assertThat(BuiltInGates.all())
                .extracting(GateDefinition::name)
                .containsExactly(
                        "artifact-identity",
                        "schema",
                        "tests",
                        "vulnerabilities",
                        "provenance",
                        "config",
                        "verified-before");
    }

    @Test
    void a_gate_says_what_it_proves_what_not_who_owns_it_and_what_it_guards() {
        GateDefinition good = Samples.gate("mine", "tests.failed == 0");

        assertThat(checker.problem(good)).isEmpty();
        assertThat(checker.problem(with("Mine", " x", "x", "x", List.of("x"))))
                .hasValueSatisfying(text -> assertThat(text).contains("gate \"Mine\": no name"));
        assertThat(checker.problem(with("mine", " ", "x", "x", List.of("x"))))
                .hasValueSatisfying(text -> assertThat(text).contains("mine: proves is empty"));
        assertThat(checker.problem(with("mine", "x", "", "x", List.of("x"))))
                .hasValueSatisfying(text -> assertThat(text).contains("does-not-prove is empty"));
        assertThat(checker.problem(with("mine", "x", "x", "", List.of("x"))))
                .hasValueSatisfying(text -> assertThat(text).contains("owner is empty"));
        assertThat(checker.problem(with("mine", "x", "x", "x", List.of())))
                .hasValueSatisfying(text -> assertThat(text).contains("guards is empty"));
    }

    @Test
    void a_need_that_demands_nothing_is_refused() {
        assertThat(needing("tests", "tests.failed == 0"))
                .hasValue("gate mine: needs \"tests\": no such kind of claim; did you mean test?");
        assertThat(needing("sbom", "tests.failed == 0"))
                .hasValue(
                        "gate mine: needs \"sbom\": no such kind of claim;"
                                + " the kinds are build.provenance, test, vuln.scan");
        assertThat(needing("vuln.scan", "tests.failed == 0"))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .contains("names no fact vuln.…")
                                        .contains("so it demands nothing"));
        assertThat(needing("test", "tests.failed == 0")).isEmpty();
    }

    @Test
    void a_max_age_of_nothing_is_refused() {
        Need need =
                new Need("test", List.of(), Optional.of(Duration.ZERO), Need.Trusted.AUTHENTICATED);

        Optional<String> problem =
                checker.problem(Samples.needing(Samples.gate("mine", "tests.failed == 0"), need));

        assertThat(problem)
                .hasValue("gate mine: needs test: max-age is PT0S: it must be more than nothing");
    }

    private Optional<String> needing(String kind, String expression) {
        return checker.problem(
                Samples.needing(
                        Samples.gate("mine", expression),
                        new Need(kind, List.of(), Optional.empty(), Need.Trusted.SIGNED)));
    }

    private static GateDefinition with(
            String name, String proves, String doesNotProve, String owner, List<String> guards) {
        return new GateDefinition(
                name,
                proves,
                doesNotProve,
                guards,
                List.of(),
                List.of(),
                "tests.failed == 0",
                GateDefinition.Mode.OBSERVE,
                owner);
    }

    private static List<FactName> facts() {
        List<FactName> all = new ArrayList<>(Samples.NAMES);
        all.add(FactDesk.AT);
        all.add(new FactName("config.rendered", FactName.Type.BOOLEAN, ""));
        all.add(new FactName("config.missing_keys", FactName.Type.INTEGER, ""));
        all.add(new FactName("config.digest", FactName.Type.TEXT, ""));
        all.add(new FactName("vuln.scanned", FactName.Type.INTEGER, ""));
        all.add(new FactName("vuln.critical_open", FactName.Type.INTEGER, ""));
        all.add(new FactName("vuln.database_age", FactName.Type.DURATION, ""));
        for (String name : List.of("verified", "builder_allowed", "repository_allowed")) {
            all.add(new FactName("provenance." + name, FactName.Type.BOOLEAN, ""));
        }
        all.add(new FactName("provenance.ref_allowed", FactName.Type.BOOLEAN, ""));
        all.add(new FactName("previous.same_digest", FactName.Type.BOOLEAN, ""));
        all.add(new FactName("previous.verified", FactName.Type.BOOLEAN, ""));
        all.add(new FactName("previous.exposed_for", FactName.Type.DURATION, ""));
        return List.copyOf(all);
    }
}
