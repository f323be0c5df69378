package dev.surefoot.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.gate.CelExpression.Answer;
import dev.surefoot.testkit.ProjectRoot;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What we rest on in the library; a new version that breaks it breaks this. */
class CelCompilerTest {
    private static final FactName A = new FactName("x.a", FactName.Type.BOOLEAN, "");
    private static final FactName N = new FactName("x.n", FactName.Type.INTEGER, "");
    private static final FactName T = new FactName("x.t", FactName.Type.TEXT, "");

    @Test
    void the_recorded_version_is_the_one_that_is_built_with() throws Exception {
        String pom = Files.readString(ProjectRoot.find().resolve("pom.xml"));

        assertThat(pom).contains("<cel.version>" + CelCompiler.VERSION + "</cel.version>");
    }

    @ParameterizedTest
    @Requirement("GATE-2")
    @ValueSource(
            strings = {"x.n == 0.0", "x.n > 0.5", "x.n == '0'", "x.n == 0u", "x.a == 1", "x.t > 1"})
    void values_of_unequal_types_are_not_compared(String expression) {
        assertThat(problem(expression)).contains("both sides must be of one type");
    }

    @Test
    @Requirement("GATE-1")
    void an_absent_fact_is_unknown_and_neither_true_nor_an_exception() {
        assertThat(answer("x.a", Map.of())).isInstanceOf(Answer.Unknown.class);
        assertThat(answer("!x.a", Map.of())).isInstanceOf(Answer.Unknown.class);
        assertThat(answer("x.n == x.n", Map.of())).isInstanceOf(Answer.Unknown.class);
        assertThat(answer("x.t.matches('a+')", Map.of())).isInstanceOf(Answer.Unknown.class);
        assertThat(answer("[1, 2].exists(i, i == x.n)", Map.of()))
                .isInstanceOf(Answer.Unknown.class);
    }

    @Test
    void false_and_absent_is_false_in_either_order() {
        assertThat(answer("x.a && x.n == 0", Map.of("x.n", 1L))).isInstanceOf(Answer.False.class);
        assertThat(answer("x.n == 0 && x.a", Map.of("x.n", 1L))).isInstanceOf(Answer.False.class);
    }

    @Test
    void loops_end_at_their_limit_although_something_is_unknown() {
        String many = numbers(40);
        String nested = "[%s].all(i, [%s].all(j, i + j < 1000)) && x.n == 0".formatted(many, many);

        assertThat(answer(nested, Map.of("x.n", 0L)))
                .isInstanceOfSatisfying(
                        Answer.Broken.class,
                        it -> assertThat(it.text()).containsIgnoringCase("iteration"));
    }

    @Test
    void a_regular_expression_over_its_size_fails_at_evaluation_when_it_is_no_literal() {
        String long1 = "(a{1,50}){1,50}";

        assertThat(answer("'a'.matches(x.t)", Map.of("x.t", long1)))
                .isInstanceOfSatisfying(
                        Answer.Broken.class, it -> assertThat(it.text()).contains("200"));
    }

    @Test
    void depth_and_length_are_bounded() {
        assertThat(problem("(".repeat(40) + "x.a" + ")".repeat(40))).contains("recursion");
        assertThat(problem("x.a" + " && x.a".repeat(300)))
                .isEqualTo("it is 2103 characters long, more than 2048: split it into two gates");
    }

    @Test
    void parts_of_a_macro_are_shown_as_they_were_written() {
        CelExpression expression = Samples.compiled("x.a && [1, 2].exists(i, i == x.n)", A, N);

        assertThat(expression.falsePieces(Map.of("x.a", true, "x.n", 3L)))
                .extracting(CelExpression.Piece::text)
                .containsExactly("[1, 2].exists(i, i == x.n)");
    }

    private static String numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private static Answer answer(String expression, Map<String, Object> known) {
        return Samples.compiled(expression, A, N, T).answer(known);
    }

    private static String problem(String expression) {
        return switch (new CelCompiler(List.of(A, N, T)).compile(expression)) {
            case CelCompiler.Compiled.Ready ready -> "none";
            case CelCompiler.Compiled.Refused refused -> refused.problem();
        };
    }
}
