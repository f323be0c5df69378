package dev.surefoot.server.gate;

import static java.util.stream.Collectors.joining;

import dev.surefoot.server.json.Words;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is refused when a policy is saved, so that no gate waits for something that can't come.
 * Immutable, safe for use by many threads.
 */
public final class GateChecker {
    /** Kinds of claim that facts rest on, with the first part of those facts' names. */
    private static final Map<String, String> KINDS =
            new TreeMap<>(
                    Map.of(
                            "test", "tests.",
                            "vuln.scan", "vuln.",
                            "build.provenance", "provenance."));

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    private final CelCompiler compiler;

    /** A checker against these facts, the ones that something supplies. */
    public GateChecker(List<FactName> declared) {
        this(new CelCompiler(declared));
    }

    GateChecker(CelCompiler compiler) {
        this.compiler = compiler;
    }

    /** What is wrong with one gate: names gate, expression and next step. */
    public Optional<String> problem(GateDefinition gate) {
        if (!NAME.matcher(gate.name()).matches()) {
            return Optional.of(
                    "gate \"%s\": no name: use a letter, then letters, digits and '-', in lower case"
                            .formatted(CelProblems.shortened(gate.name())));
        }
        Optional<String> found = empty(gate);
        if (found.isEmpty()) {
            found =
                    switch (compiler.compile(gate.expression())) {
                        case CelCompiler.Compiled.Ready ready ->
                                gate.needs().stream()
                                        .flatMap(n -> need(n, ready.expression()).stream())
                                        .findFirst();
                        case CelCompiler.Compiled.Refused refused ->
                                Optional.of(
                                        "expression '%s': %s"
                                                .formatted(
                                                        CelProblems.shortened(gate.expression()),
                                                        refused.problem()));
                    };
        }
        return found.map(problem -> "gate %s: %s".formatted(gate.name(), problem));
    }

    /**
     * What is wrong with a set of gates and the names that are required; empty if nothing is.
     *
     * @param requires names that must be defined
     */
    List<String> problems(List<GateDefinition> gates, List<String> requires) {
        List<String> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (GateDefinition gate : gates) {
            if (!names.add(gate.name())) {
                found.add(
                        "gate %s: defined twice: give one of them another name"
                                .formatted(gate.name()));
            }
            problem(gate).ifPresent(found::add);
            weakened(gate).ifPresent(found::add);
        }
        found.addAll(undefined(names, requires));
        return List.copyOf(found);
    }

    /** Names that are required and that nothing defines. */
    List<String> undefined(Set<String> defined, List<String> requires) {
        Set<String> known = new HashSet<>(defined);
        BuiltInGates.all().forEach(gate -> known.add(gate.name()));
        return requires.stream()
                .distinct()
                .filter(name -> !known.contains(name))
                .map(
                        name ->
                                "gate %s: required but not defined; %s"
                                        .formatted(
                                                CelProblems.shortened(name),
                                                Words.nearest(name, known)
                                                        .map(near -> "did you mean " + near + "?")
                                                        .orElseGet(() -> defineIt(known))))
                .toList();
    }

    private static String defineIt(Set<String> known) {
        return "define it in policy.yaml, or require one of "
                + known.stream().sorted().collect(joining(", "));
    }

    private static Optional<String> weakened(GateDefinition gate) {
        return BuiltInGates.always().stream()
                .filter(builtIn -> gate.name().equals(builtIn.name()) && !gate.equals(builtIn))
                .findFirst()
                .map(
                        builtIn ->
                                "gate %s: it always applies as it is: remove the entry from the policy"
                                        .formatted(builtIn.name()));
    }

    private static Optional<String> empty(GateDefinition gate) {
        if (gate.proves().isBlank()) {
            return Optional.of("proves is empty: say in one sentence what a pass shows");
        }
        if (gate.doesNotProve().isBlank()) {
            return Optional.of("does-not-prove is empty: say what a pass does not show");
        }
        if (gate.owner().isBlank()) {
            return Optional.of("owner is empty: say who answers for it");
        }
        return gate.guards().isEmpty()
                ? Optional.of("guards is empty: name the classes of failure that it is to stop")
                : Optional.empty();
    }

    private static Optional<String> need(Need need, CelExpression expression) {
        if (need.maxAge().filter(age -> age.compareTo(Duration.ZERO) <= 0).isPresent()) {
            return Optional.of(
                    "needs %s: max-age is %s: it must be more than nothing"
                            .formatted(need.kind(), need.maxAge().get()));
        }
        String prefix = KINDS.get(need.kind());
        if (prefix == null) {
            String kinds = String.join(", ", KINDS.keySet());
            return Optional.of(
                    "needs \"%s\": no such kind of claim; %s"
                            .formatted(
                                    CelProblems.shortened(need.kind()),
                                    Words.nearest(need.kind(), KINDS.keySet())
                                            .map(near -> "did you mean " + near + "?")
                                            .orElse("the kinds are " + kinds)));
        }
        return expression.facts().stream().anyMatch(fact -> fact.startsWith(prefix))
                ? Optional.empty()
                : Optional.of(
                        "needs %s: the expression names no fact %s… that would rest on it, so it"
                                        .formatted(need.kind(), prefix)
                                + " demands nothing: name one, or leave the need out");
    }
}
