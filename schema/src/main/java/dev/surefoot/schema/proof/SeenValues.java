package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.ReaderFinding.Kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a reader has seen in one column of its result, and what is new to it. Pure.
 *
 * @param type the column's, as in {@link Outcome.Column}
 * @param isEnum whether its values are labels
 */
record SeenValues(String name, String type, boolean isEnum, List<Optional<String>> values) {

    /** What the fresh values have that these have not; nothing is new to who has seen nothing. */
    List<ReaderFinding> newIn(List<Optional<String>> fresh, String statement) {
        List<ReaderFinding> found = new ArrayList<>();
        if (values.isEmpty()) {
            return found;
        }
        if (fresh.contains(Optional.empty()) && !values.contains(Optional.<String>empty())) {
            found.add(finding(statement, Kind.NEW_NULL, "NULL, which no row had"));
        }
        if (type.equals("json") || type.equals("jsonb")) {
            json(texts(fresh), statement, found);
        } else if (isEnum) {
            Set<String> labels = new HashSet<>(texts(fresh));
            labels.removeAll(new HashSet<>(texts(values)));
            labels.stream()
                    .sorted()
                    .forEach(
                            label ->
                                    found.add(
                                            finding(
                                                    statement,
                                                    Kind.NEW_LABEL,
                                                    "label " + label + ", which no row had")));
        } else if (isText()) {
            int known = widest(values);
            int now = widest(fresh);
            if (known > 0 && now > known) {
                found.add(
                        finding(
                                statement,
                                Kind.WIDER,
                                now + " characters, where no row had more than " + known));
            }
        }
        return found;
    }

    private void json(List<String> fresh, String statement, List<ReaderFinding> found) {
        if (fresh.isEmpty()) {
            return;
        }
        JsonShape known = JsonShape.of(texts(values));
        JsonShape now = JsonShape.of(fresh);
        known.removedIn(now)
                .forEach(path -> found.add(finding(statement, Kind.JSON_REMOVED, path + " gone")));
        known.retypedIn(now)
                .forEach(
                        (path, words) ->
                                found.add(
                                        finding(statement, Kind.JSON_RETYPED, path + " " + words)));
    }

    private boolean isText() {
        return type.equals("text") || type.equals("varchar") || type.equals("bpchar");
    }

    private static List<String> texts(List<Optional<String>> values) {
        return values.stream().flatMap(Optional::stream).toList();
    }

    private static int widest(List<Optional<String>> values) {
        return texts(values).stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(0);
    }

    private ReaderFinding finding(String statement, Kind kind, String words) {
        return new ReaderFinding(statement, name, kind, words);
    }
}
