package dev.surefoot.server.gate;

import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.UnknownContext;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled gate expression. Immutable, safe for use by many threads; evaluating does no I/O.
 *
 * <p>Facts without a value are declared unknown to CEL: without that, an absent variable gives an
 * object that is neither an exception nor a boolean.
 */
final class CelExpression {
    private final Piece whole;
    private final List<Piece> conjuncts;

    CelExpression(Piece whole, List<Piece> conjuncts) {
        this.whole = whole;
        this.conjuncts = List.copyOf(conjuncts);
    }

    /**
     * The expression, or one of the parts that its outermost ANDs join.
     *
     * @param text as people read it
     * @param facts that it names, in the order of appearance
     */
    record Piece(String text, List<String> facts, CelRuntime.Program program) {
        Piece {
            facts = List.copyOf(facts);
        }
    }

    /** What CEL says. */
    sealed interface Answer {
        /** It holds. */
        record True() implements Answer {}

        /** It does not. */
        record False() implements Answer {}

        /** It can't be said without facts that are absent. */
        record Unknown() implements Answer {}

        /** It failed, or gave no boolean. */
        record Broken(String text) implements Answer {}
    }

    /** Every fact that it names, in the order of appearance. */
    List<String> facts() {
        return whole.facts();
    }

    /**
     * What the expression says.
     *
     * @param known values by name; a named fact without one is unknown
     */
    Answer answer(Map<String, Object> known) {
        return answer(whole, known);
    }

    /** The parts that are false; the whole if no part of it is false by itself. */
    List<Piece> falsePieces(Map<String, Object> known) {
        List<Piece> found =
                conjuncts.stream()
                        .filter(piece -> answer(piece, known) instanceof Answer.False)
                        .toList();
        return found.isEmpty() ? List.of(whole) : found;
    }

    private static Answer answer(Piece piece, Map<String, Object> known) {
        List<CelAttributePattern> absent =
                piece.facts().stream()
                        .filter(name -> !known.containsKey(name))
                        .map(CelAttributePattern::fromQualifiedIdentifier)
                        .toList();
        UnknownContext context =
                UnknownContext.create(name -> Optional.ofNullable(known.get(name)), absent);
        try {
            return switch (piece.program().advanceEvaluation(context)) {
                case Boolean value -> value ? new Answer.True() : new Answer.False();
                case CelUnknownSet unknown -> new Answer.Unknown();
                case Object other ->
                        new Answer.Broken("it gave " + other.getClass().getName() + " " + other);
            };
        } catch (CelEvaluationException e) {
            return new Answer.Broken(String.valueOf(e.getMessage()));
        }
    }
}
