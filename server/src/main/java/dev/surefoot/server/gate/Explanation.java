package dev.surefoot.server.gate;

import static java.util.stream.Collectors.joining;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says for people what a verdict rests on. Pure: the same facts give the same words. */
final class Explanation {
    /** A statement that fails is a text, and has to be seen with what it fails of. */
    private static final int MOST_TEXT = 600;

    private Explanation() {}

    /** Each value: {@code tests.total is 17, tests.failed is 0}. */
    static String pass(List<String> names, Map<String, Fact> facts) {
        return values(names, facts);
    }

    /** Each false part with its values: {@code tests.failed == 0 is false: tests.failed is 1}. */
    static String fail(List<CelExpression.Piece> pieces, Map<String, Fact> facts) {
        return pieces.stream()
                .map(piece -> piece.text() + " is false: " + values(piece.facts(), facts))
                .distinct()
                .collect(joining("; "));
    }

    /** The absent facts, why they are absent and what to do; facts of one reason together. */
    static String missing(List<String> names, Map<String, Fact> facts) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (String name : names) {
            byReason.merge(why(facts.get(name)), List.of(name), Explanation::joined);
        }
        return byReason.entrySet().stream()
                .map(entry -> notKnown(entry.getValue()) + ": " + entry.getKey())
                .collect(joining("; "));
    }

    static String broken(String text) {
        return "the expression failed: " + text + ": mend the gate in policy.yaml";
    }

    private static String values(List<String> names, Map<String, Fact> facts) {
        return names.stream().map(name -> value(name, facts.get(name))).collect(joining(", "));
    }

    private static String value(String name, @Nullable Fact fact) {
        return switch (fact) {
            case Fact.Known known -> name + " is " + text(known.value()) + notes(known);
            case Fact.Absent absent -> name + " is not known";
            case null -> name + " is not known";
        };
    }

    /**
     * What limits a value: a claim that both counts and is passed over counts in part; what the
     * server knows itself rests on no claim, so all that it says belongs to the value.
     */
    private static String notes(Fact.Known known) {
        String notes =
                known.passedOver().stream()
                        .filter(
                                over ->
                                        known.claims().isEmpty()
                                                || known.claims().stream()
                                                        .anyMatch(
                                                                used ->
                                                                        used.claim()
                                                                                .equals(
                                                                                        over
                                                                                                .claim())))
                        .map(Fact.PassedOver::why)
                        .distinct()
                        .collect(joining(", "));
        return notes.isEmpty() ? "" : " (" + notes + ")";
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> "\"" + CelProblems.shortened(text, MOST_TEXT) + "\"";
            case Duration duration -> duration(duration);
            default -> value.toString();
        };
    }

    /** The two largest units that are not zero, for example {@code 9d 3h}. */
    static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", duration.toDays());
        units.put("h", (long) duration.toHoursPart());
        units.put("m", (long) duration.toMinutesPart());
        units.put("s", (long) duration.toSecondsPart());
        String text =
                units.entrySet().stream()
                        .filter(unit -> unit.getValue() != 0)
                        .limit(2)
                        .map(unit -> unit.getValue() + unit.getKey())
                        .collect(joining(" "));
        return text.isEmpty() ? duration.toMillis() + "ms" : text;
    }

    private static String why(@Nullable Fact fact) {
        return fact instanceof Fact.Absent absent ? absent.why() : "nothing supplied it";
    }

    private static String notKnown(List<String> names) {
        return String.join(", ", names) + (names.size() == 1 ? " is" : " are") + " not known";
    }

    private static List<String> joined(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }
}
