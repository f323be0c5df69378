package dev.surefoot.server.gate;

import dev.surefoot.server.gate.CelExpression.Answer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns what CEL says into a verdict. Pure; no clock, no I/O.
 *
 * <p>False is a Fail whatever is absent, since no value of an absent fact could make it true. True
 * is a Pass only with every named fact known: an OR may have hidden an absent one.
 */
final class GateEvaluation {
    private GateEvaluation() {}

    /**
     * The verdict of {@code expression}.
     *
     * @param facts one for each name in the expression
     */
    static Verdict verdict(CelExpression expression, Map<String, Fact> facts) {
        Map<String, Object> known = new LinkedHashMap<>();
        for (String name : expression.facts()) {
            if (facts.get(name) instanceof Fact.Known fact) {
                known.put(name, fact.value());
            }
        }
        List<String> missing =
                expression.facts().stream().filter(name -> !known.containsKey(name)).toList();
        return switch (expression.answer(known)) {
            case Answer.False no ->
                    new Verdict.Fail(Explanation.fail(expression.falsePieces(known), facts));
            case Answer.True yes when missing.isEmpty() ->
                    new Verdict.Pass(Explanation.pass(expression.facts(), facts));
            case Answer.True yes ->
                    new Verdict.Inconclusive(
                            Explanation.missing(missing, facts)
                                    + "; the rest is true, but a missing fact is never a pass",
                            missing);
            case Answer.Unknown unknown ->
                    new Verdict.Inconclusive(Explanation.missing(missing, facts), missing);
            case Answer.Broken broken ->
                    new Verdict.Inconclusive(Explanation.broken(broken.text()), List.of());
        };
    }

    /** The verdict of a gate whose expression the current facts no longer allow. */
    static Verdict notCompiling(String expression) {
        return new Verdict.Inconclusive(
                "its expression '%s' does not compile with the facts that there are now: apply a policy that mends it"
                        .formatted(CelProblems.shortened(expression)),
                List.of());
    }
}
