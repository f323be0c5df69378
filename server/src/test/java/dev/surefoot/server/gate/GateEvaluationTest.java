package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class GateEvaluationTest {
    private static final FactName A = new FactName("x.a", FactName.Type.BOOLEAN, "");
    private static final FactName B = new FactName("x.b", FactName.Type.BOOLEAN, "");
    private static final FactName N = new FactName("x.n", FactName.Type.INTEGER, "");
    private static final FactName AGE = new FactName("x.age", FactName.Type.DURATION, "");

    /** The table "Evaluation" of the design: t, f or - (absent) for both facts. */
    @ParameterizedTest
    @Requirement("GATE-1")
    @CsvSource({
        "x.a && x.b, t, t, Pass",
        "x.a && x.b, t, f, Fail",
        "x.a && x.b, f, -, Fail",
        "x.a && x.b, -, f, Fail",
        "x.a && x.b, t, -, Inconclusive",
        "x.a && x.b, -, t, Inconclusive",
        "x.a && x.b, -, -, Inconclusive",
        "x.a || x.b, f, f, Fail",
        "x.a || x.b, t, f, Pass",
        "x.a || x.b, t, -, Inconclusive",
        "x.a || x.b, -, t, Inconclusive",
        "x.a || x.b, f, -, Inconclusive",
        "x.a ? x.b : !x.b, t, t, Pass",
        "x.a ? x.b : !x.b, -, t, Inconclusive",
        "x.a ? x.b : x.a, f, -, Fail",
        "x.a ? x.a : x.b, t, -, Inconclusive",
        "!x.a || x.b, -, f, Inconclusive",
        "x.a == x.b, -, -, Inconclusive",
        "x.a || !x.a, -, t, Inconclusive",
    })
    void a_verdict_follows_from_what_cel_says_and_what_is_absent(
            String expression, String a, String b, String expected) {
        Map<String, Fact> facts = Map.of("x.a", fact(a), "x.b", fact(b));

        Verdict verdict = GateEvaluation.verdict(Samples.compiled(expression, A, B), facts);

        assertThat(verdict.getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void a_pass_says_the_values() {
        Verdict verdict = verdict("x.n > 0 && x.age <= duration('168h')", 17L);

        assertThat(verdict).isEqualTo(new Verdict.Pass("x.n is 17, x.age is 2d 3h"));
    }

    @Test
    void a_fail_names_the_false_parts_and_their_values_and_no_others() {
        Verdict verdict = verdict("x.age > duration('1s') && x.n == 0 && (x.n > 5 || x.n < 0)", 1L);

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Fail(
                                "x.n == 0 is false: x.n is 1; x.n > 5 || x.n < 0 is false: x.n is 1"));
    }

    @Test
    @Requirement("GATE-1")
    void an_inconclusive_verdict_names_each_absent_fact_once_with_its_reason() {
        Map<String, Fact> facts =
                Map.of(
                        "x.a", Fact.absent("no scan: submit one"),
                        "x.b", Fact.absent("no scan: submit one"),
                        "x.n", Fact.known(1L));

        Verdict verdict =
                GateEvaluation.verdict(
                        Samples.compiled("x.n == 1 && x.a && x.b && x.a", A, B, N), facts);

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Inconclusive(
                                "x.a, x.b are not known: no scan: submit one",
                                List.of("x.a", "x.b")));
    }

    @Test
    @Requirement("GATE-1")
    void true_with_an_absent_fact_says_that_this_is_no_pass() {
        Map<String, Fact> facts = Map.of("x.a", Fact.known(true), "x.b", Fact.absent("not read"));

        Verdict verdict = GateEvaluation.verdict(Samples.compiled("x.a || x.b", A, B), facts);

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Inconclusive(
                                "x.b is not known: not read; the rest is true, but a missing fact"
                                        + " is never a pass",
                                List.of("x.b")));
    }

    @ParameterizedTest
    @CsvSource({
        "x.n / 0 == 1, / by zero",
        "x.n + 9223372036854775807 > 0, overflow",
        "{1: 2}[x.n + 41] == 2, 42",
        "[1][x.n] == 1, 1",
    })
    void an_expression_that_fails_is_inconclusive_with_the_text(String expression, String text) {
        Verdict verdict = verdict(expression, 1L);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        it -> {
                            assertThat(it.missing()).isEmpty();
                            assertThat(it.explanation())
                                    .startsWith("the expression failed: ")
                                    .contains(text);
                        });
    }

    @Test
    void what_limits_a_value_is_said_beside_it() {
        Fact own =
                new Fact.Known(
                        2L,
                        List.of(),
                        List.of(new Fact.PassedOver("config", "SHOP_DB is not set")),
                        java.util.Optional.empty());

        Verdict verdict =
                GateEvaluation.verdict(Samples.compiled("x.n == 0", N), Map.of("x.n", own));

        assertThat(verdict)
                .isEqualTo(new Verdict.Fail("x.n == 0 is false: x.n is 2 (SHOP_DB is not set)"));
    }

    private static Verdict verdict(String expression, long n) {
        Map<String, Fact> facts = new HashMap<>();
        facts.put("x.n", Fact.known(n));
        facts.put("x.age", Fact.known(Duration.ofHours(51).plusSeconds(7)));
        return GateEvaluation.verdict(Samples.compiled(expression, N, AGE), facts);
    }

    private static Fact fact(String letter) {
        return switch (letter) {
            case "t" -> Fact.known(true);
            case "f" -> Fact.known(false);
            default -> Fact.absent("nobody knows");
        };
    }
}
