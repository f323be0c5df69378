package dev.surefoot.server.gate;

import static java.util.stream.Collectors.joining;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelExpr;
import dev.surefoot.server.json.Words;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in words for people what is wrong with an expression, and what to do. Pure. */
final class CelProblems {
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
    private static final Set<String> TYPE_NAMES =
            Set.of("bool", "bytes", "double", "int", "list", "map", "null_type", "string", "uint");

    private CelProblems() {}

    static String syntax(CelIssue issue) {
        return "column %d: %s: see https://cel.dev for the syntax"
                .formatted(column(issue), firstLine(issue.getMessage()));
    }

    static String type(CelIssue issue) {
        Matcher overload = OVERLOAD.matcher(issue.getMessage());
        if (!overload.matches()) {
            return "column %d: %s".formatted(column(issue), firstLine(issue.getMessage()));
        }
        String operator = overload.group(1).replaceAll("^_|_$", "").replace("_,_", ",");
        String types =
                overload.group(2)
                        .replace("google.protobuf.", "")
                        .replace("(", "")
                        .replace(")", "")
                        .toLowerCase(Locale.ROOT);
        return ("column %d: '%s' does not take %s: both sides must be of one type; an integer is"
                        + " written 0, a text \"0\", a duration duration(\"24h\")")
                .formatted(column(issue), operator, types);
    }

    static String pattern(String pattern, String message) {
        return "the regular expression \"%s\" is refused: %s: make it shorter or simpler (RE2)"
                .formatted(
                        shortened(pattern), message.replaceFirst("^evaluation error[^:]*: ", ""));
    }

    /** A loop variable that is called like a fact would hide it. */
    static Optional<String> shadowed(CelExpr parsed, Collection<String> declared) {
        Set<String> bound = CelTree.bound(parsed);
        return declared.stream()
                .filter(name -> bound.contains(name) || bound.contains(root(name)))
                .findFirst()
                .map(
                        name ->
                                "the loop variable %s hides the fact %s: give it another name"
                                        .formatted(bound.contains(name) ? name : root(name), name));
    }

    /** A name that is neither a fact nor bound by a loop. */
    static Optional<String> undeclared(CelExpr parsed, Collection<String> declared) {
        Set<String> bound = CelTree.bound(parsed);
        return CelTree.dotted(parsed).stream()
                .filter(name -> !bound.contains(root(name)) && !TYPE_NAMES.contains(name))
                .filter(name -> !declared.contains(name))
                .findFirst()
                .map(name -> undeclared(name, declared));
    }

    private static String undeclared(String name, Collection<String> declared) {
        String siblings =
                declared.stream()
                        .filter(fact -> fact.startsWith(root(name) + "."))
                        .sorted()
                        .collect(joining(", "));
        String next =
                Words.nearest(name, declared)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(
                                () ->
                                        siblings.isEmpty()
                                                ? "the facts are "
                                                        + declared.stream()
                                                                .sorted()
                                                                .collect(joining(", "))
                                                : "the facts there are " + siblings);
        return "nothing supplies a fact %s; %s".formatted(shortened(name), next);
    }

    static String shortened(String text) {
        return shortened(text, 120);
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    private static String root(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static int column(CelIssue issue) {
        return issue.getSourceLocation().getColumn() + 1;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceFirst(", expecting .*", "");
    }
}
