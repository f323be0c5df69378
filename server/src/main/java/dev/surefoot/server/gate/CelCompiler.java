package dev.surefoot.server.gate;

import static java.util.stream.Collectors.toMap;

import com.google.common.collect.ImmutableList;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compiles gate expressions against declared facts. With {@link CelExpression} and {@link CelTree}
 * the only place that knows CEL. Immutable, safe for use by many threads.
 *
 * <p>Every limit is set, since CEL has those of loops and regular expressions off. The legacy
 * builder alone gives strict numeric types together with unknown tracking (a test guards both).
 */
final class CelCompiler {
    /** The version of the library, recorded with each verdict. */
    static final String VERSION = "0.14.0";

    /** Longest expression, in code points. */
    static final int MAX_EXPRESSION = 2_048;

    static final int MAX_REGEX_PROGRAM = 200;
    private static final int MAX_ITERATIONS = 256;
    private static final int MAX_DEPTH = 32;

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableUnknownTracking(true)
                    .enableHeterogeneousNumericComparisons(false)
                    .populateMacroCalls(true)
                    .comprehensionMaxIterations(MAX_ITERATIONS)
                    .maxRegexProgramSize(MAX_REGEX_PROGRAM)
                    .maxExpressionCodePointSize(MAX_EXPRESSION)
                    .maxParseRecursionDepth(MAX_DEPTH)
                    .build();

    private final Map<String, FactName> declared;
    private final Cel cel;

    CelCompiler(Collection<FactName> declared) {
        this.declared =
                declared.stream().collect(toMap(FactName::name, f -> f, (a, b) -> b, TreeMap::new));
        CelBuilder builder =
                CelFactory.legacyCelBuilder()
                        .setOptions(OPTIONS)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        declared.forEach(fact -> builder.addVar(fact.name(), type(fact.type())));
        this.cel = builder.build();
    }

    /** What became of an expression. */
    sealed interface Compiled {
        /** It can be evaluated. */
        record Ready(CelExpression expression) implements Compiled {}

        /** It is refused; the problem says what to do. */
        record Refused(String problem) implements Compiled {}
    }

    /** Compiles {@code expression}, or says what is wrong with it. */
    Compiled compile(String expression) {
        int length = expression.codePointCount(0, expression.length());
        if (length > MAX_EXPRESSION) {
            return new Compiled.Refused(
                    "it is %d characters long, more than %d: split it into two gates"
                            .formatted(length, MAX_EXPRESSION));
        }
        CelValidationResult parsed = cel.parse(expression);
        if (parsed.hasError()) {
            return new Compiled.Refused(CelProblems.syntax(parsed.getErrors().getFirst()));
        }
        try {
            CelExpr untyped = parsed.getAst().getExpr();
            Optional<String> name =
                    CelProblems.shadowed(untyped, declared.keySet())
                            .or(() -> CelProblems.undeclared(untyped, declared.keySet()));
            if (name.isPresent()) {
                return new Compiled.Refused(name.get());
            }
            CelValidationResult checked = cel.check(parsed.getAst());
            if (checked.hasError()) {
                CelIssue first = checked.getErrors().getFirst();
                return new Compiled.Refused(CelProblems.type(first));
            }
            return ready(checked.getAst());
        } catch (CelValidationException e) {
            return new Compiled.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Compiled ready(CelAbstractSyntaxTree tree) {
        if (CelTree.isDynamic(tree)) {
            return new Compiled.Refused(
                    "a part of it has a type that is known only at evaluation: leave out dyn(),"
                            + " empty lists and lists of mixed types");
        }
        if (tree.getResultType().kind() != CelKind.BOOL) {
            return new Compiled.Refused(
                    "it gives %s, no boolean: compare it with something, as in 'tests.failed == 0'"
                            .formatted(tree.getResultType().name()));
        }
        CelExpression.Piece whole = piece(tree, tree.getExpr());
        if (whole.facts().isEmpty()) {
            return new Compiled.Refused(
                    "it names no fact, so it is always the same: name at least one of "
                            + String.join(", ", declared.keySet()));
        }
        for (String pattern : CelTree.patterns(tree.getExpr())) {
            Optional<String> problem = patternProblem(pattern);
            if (problem.isPresent()) {
                return new Compiled.Refused(problem.get());
            }
        }
        CelExpression expression =
                new CelExpression(
                        whole,
                        CelTree.conjuncts(tree.getExpr()).stream()
                                .map(part -> piece(tree, part))
                                .toList());
        // INVARIANT: what is not unknown without any fact, is so with every fact.
        return switch (expression.answer(Map.of())) {
            case CelExpression.Answer.Unknown unknown -> new Compiled.Ready(expression);
            case CelExpression.Answer.True always -> constant("true");
            case CelExpression.Answer.False never -> constant("false");
            case CelExpression.Answer.Broken broken ->
                    new Compiled.Refused("it always fails: " + broken.text() + ": mend that part");
        };
    }

    private static Compiled constant(String value) {
        return new Compiled.Refused(
                "it is always %s, whatever the facts are: leave the constant part out"
                        .formatted(value));
    }

    private CelExpression.Piece piece(CelAbstractSyntaxTree tree, CelExpr part) {
        CelAbstractSyntaxTree own =
                CelAbstractSyntaxTree.newCheckedAst(
                        part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
        try {
            return new CelExpression.Piece(
                    CelUnparserFactory.newUnparser().unparse(own),
                    CelTree.names(part, declared.keySet()),
                    cel.createProgram(own));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("no program for the checked expression " + part, e);
        }
    }

    /** Regular expressions are compiled only at evaluation, so a probe evaluates this one. */
    private Optional<String> patternProblem(String pattern) {
        CelExpr probe =
                CelExpr.ofCall(
                        1,
                        Optional.of(CelExpr.ofConstant(2, CelConstant.ofValue(""))),
                        "matches",
                        ImmutableList.of(CelExpr.ofConstant(3, CelConstant.ofValue(pattern))));
        try {
            CelAbstractSyntaxTree tree =
                    CelAbstractSyntaxTree.newParsedAst(probe, CelSource.newBuilder("").build());
            Object _ = cel.createProgram(cel.check(tree).getAst()).eval();
            return Optional.empty();
        } catch (CelEvaluationException | CelValidationException e) {
            return Optional.of(CelProblems.pattern(pattern, String.valueOf(e.getMessage())));
        }
    }

    private static CelType type(FactName.Type type) {
        return switch (type) {
            case BOOLEAN -> SimpleType.BOOL;
            case INTEGER -> SimpleType.INT;
            case TEXT -> SimpleType.STRING;
            case DURATION -> SimpleType.DURATION;
            case TIME -> SimpleType.TIMESTAMP;
        };
    }

    /** The facts that expressions may name. */
    List<FactName> declared() {
        return List.copyOf(declared.values());
    }
}
