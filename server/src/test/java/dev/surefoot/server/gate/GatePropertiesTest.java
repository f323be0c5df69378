package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random expressions over random facts; a failing seed is in the test's name and replays. */
class GatePropertiesTest {
    private static final int EXPRESSIONS = 40;
    private static final int ASSIGNMENTS = 30;
    private static final List<FactName> NAMES =
            List.of(
                    new FactName("x.a", FactName.Type.BOOLEAN, ""),
                    new FactName("x.b", FactName.Type.BOOLEAN, ""),
                    new FactName("x.m", FactName.Type.INTEGER, ""),
                    new FactName("x.n", FactName.Type.INTEGER, ""));

    @ParameterizedTest
    @Requirement("GATE-1")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void supplying_an_absent_fact_never_turns_a_fail_into_a_pass_or_back(long seed) {
        Random random = new Random(seed);
        int decidedWithAbsent = 0;
        for (CelExpression expression : expressions(random)) {
            for (int i = 0; i < ASSIGNMENTS; i++) {
                Map<String, Fact> all = facts(random);
                Map<String, Fact> some = hide(all, random);

                Verdict full = GateEvaluation.verdict(expression, all);
                Verdict partial = GateEvaluation.verdict(expression, some);

                if (partial instanceof Verdict.Fail) {
                    assertThat(full).isInstanceOf(Verdict.Fail.class);
                    decidedWithAbsent += absent(expression, some) ? 1 : 0;
                }
                if (partial instanceof Verdict.Pass) {
                    assertThat(absent(expression, some)).isFalse();
                    assertThat(full).isEqualTo(partial);
                }
            }
        }
        assertThat(decidedWithAbsent).as("the property was put to the test").isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_verdict_changes_unless_a_fact_that_the_gate_names_did(long seed) {
        Random random = new Random(seed);
        for (CelExpression expression : expressions(random)) {
            for (int i = 0; i < ASSIGNMENTS; i++) {
                Map<String, Fact> before = hide(facts(random), random);
                Map<String, Fact> after = new HashMap<>(hide(facts(random), random));
                expression.facts().forEach(name -> after.put(name, before.get(name)));

                assertThat(GateEvaluation.verdict(expression, after))
                        .isEqualTo(GateEvaluation.verdict(expression, before));
            }
        }
    }

    private static boolean absent(CelExpression expression, Map<String, Fact> facts) {
        return expression.facts().stream().anyMatch(name -> facts.get(name) instanceof Fact.Absent);
    }

    private static List<CelExpression> expressions(Random random) {
        CelCompiler compiler = new CelCompiler(NAMES);
        List<CelExpression> all = new ArrayList<>();
        while (all.size() < EXPRESSIONS) {
            if (compiler.compile(bool(random, 3)) instanceof CelCompiler.Compiled.Ready ready) {
                all.add(ready.expression());
            }
        }
        return all;
    }

    private static String bool(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 9)) {
            case 0 -> "x.a";
            case 1 -> "x.b";
            case 2 ->
                    number(random, depth)
                            + pick(random, " == ", " < ", " >= ")
                            + number(random, depth);
            case 3, 4 -> "(" + bool(random, depth - 1) + " && " + bool(random, depth - 1) + ")";
            case 5, 6 -> "(" + bool(random, depth - 1) + " || " + bool(random, depth - 1) + ")";
            case 7 -> "!" + "(" + bool(random, depth - 1) + ")";
            default ->
                    pick(
                            random,
                            "(%s ? %s : %s)"
                                    .formatted(
                                            bool(random, depth - 1),
                                            bool(random, depth - 1),
                                            bool(random, depth - 1)),
                            "[0, 1, 2].exists(i, i == %s)".formatted(number(random, depth)),
                            "[%s, 1].all(i, i < 2)".formatted(number(random, depth)));
        };
    }

    private static String number(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 4)) {
            case 0 -> "x.m";
            case 1 -> "x.n";
            case 2 -> Integer.toString(random.nextInt(3));
            default -> "(" + number(random, depth - 1) + pick(random, " + ", " / ") + "x.m)";
        };
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Map<String, Fact> facts(Random random) {
        return Map.of(
                "x.a", Fact.known(random.nextBoolean()),
                "x.b", Fact.known(random.nextBoolean()),
                "x.m", Fact.known((long) random.nextInt(3)),
                "x.n", Fact.known((long) random.nextInt(3)));
    }

    private static Map<String, Fact> hide(Map<String, Fact> all, Random random) {
        Map<String, Fact> some = new HashMap<>(all);
        some.replaceAll((name, fact) -> random.nextInt(3) == 0 ? Fact.absent("hidden") : fact);
        return some;
    }
}
