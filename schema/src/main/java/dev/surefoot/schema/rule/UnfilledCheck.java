package dev.surefoot.schema.rule;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a CHECK, as the server writes it, surely holds where all its columns are NULL: it is made
 * of nothing but comparisons and functions that are NULL where their columns are, so it is NULL as
 * well. Whatever is not known to be so is taken not to be.
 */
final class UnfilledCheck {
    private static final Pattern LITERAL = Pattern.compile("E?'(?:[^']|'')*'");

    /** Nothing is among the values of an empty array, not even NULL. */
    private static final Pattern ANY_OF_LITERAL = Pattern.compile("ANY \\(+'");

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[A-Za-z_][\\w$]*)";
    private static final Pattern CAST =
            Pattern.compile(
                    "::%1$s(?:\\.%1$s)?(?: varying| precision)?(?:\\(\\d+(?:, ?\\d+)?\\))?"
                                    .formatted(NAME)
                            + "(?: with(?:out)? time zone)?(?:\\[])*");
    private static final Pattern OPERAND = Pattern.compile(NAME + "|\\d+(?:\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile(NAME + "(\\()?");
    private static final Pattern OPERATOR = Pattern.compile("[^\\s()\\[\\],]+");
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "ANY", "ALL", "ARRAY");
    private static final Set<String> FUNCTIONS =
            Set.of("length", "char_length", "octet_length", "lower", "upper", "btrim", "abs");
    private static final Set<String> OPERATORS =
            Set.of(
                    "=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "~", "~*", "!~",
                    "!~*", "~~", "!~~", "~~*", "!~~*", "@>", "<@", "&&");

    private UnfilledCheck() {}

    /** Whether it has such columns alone, and holds where these are NULL. */
    static boolean holds(Constraint check, Predicate<String> unfilled) {
        String definition = check.definition();
        if (check.kind() != Constraint.Kind.CHECK || ANY_OF_LITERAL.matcher(definition).find()) {
            return false;
        }
        String bare =
                definition
                        .replaceFirst("^CHECK ", "")
                        .replaceFirst("(?: NO INHERIT)?(?: NOT VALID)?$", "");
        String plain = CAST.matcher(LITERAL.matcher(bare).replaceAll("")).replaceAll("");
        return WORD.matcher(plain).results().allMatch(it -> known(it.group(), unfilled))
                && WORD.matcher(plain).results().anyMatch(it -> unfilled.test(name(it.group())))
                && operators(plain).allMatch(OPERATORS::contains);
    }

    private static boolean known(String word, Predicate<String> unfilled) {
        return word.endsWith("(")
                ? FUNCTIONS.contains(word.substring(0, word.length() - 1))
                : KEYWORDS.contains(word) || unfilled.test(name(word));
    }

    private static String name(String word) {
        return word.startsWith("\"")
                ? word.substring(1, word.length() - 1).replace("\"\"", "\"")
                : word;
    }

    private static Stream<String> operators(String plain) {
        String rest = OPERAND.matcher(plain).replaceAll(" ");
        return OPERATOR.matcher(rest).results().map(MatchResult::group);
    }
}
