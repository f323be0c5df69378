package dev.surefoot.server.json;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for messages: what was seen, cut to a readable length, and what may have been meant. */
public final class Words {
    private static final int LONGEST = 60;
    private static final int NEAR = 2;

    private Words() {}

    /** At most 60 characters, control characters replaced. */
    public static String cut(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "�");
        return clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** In quotes, cut. */
    public static String quoted(String text) {
        return "\"" + cut(text) + "\"";
    }

    /** {@code a, b or c}. */
    public static String either(Collection<String> choices) {
        List<String> all = List.copyOf(choices);
        if (all.size() < 2) {
            return String.join("", all);
        }
        return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
    }

    /** All of them, in order of the alphabet. */
    public static String list(Collection<String> all) {
        return all.stream().sorted().map(Words::cut).collect(Collectors.joining(", "));
    }

    /** The choice that is nearest to {@code seen}, at most two edits away. */
    public static Optional<String> nearest(String seen, Collection<String> choices) {
        Optional<String> best = Optional.empty();
        int least = NEAR + 1;
        for (String choice : choices) {
            if (Math.abs(choice.length() - seen.length()) > NEAR) {
                continue;
            }
            int distance = distance(seen, choice);
            if (distance < least && distance < Math.max(choice.length(), seen.length())) {
                least = distance;
                best = Optional.of(choice);
            }
        }
        return best;
    }

    /** {@code ; did you mean "x"?}, or nothing. */
    public static String didYouMean(String seen, Collection<String> choices) {
        return nearest(seen, choices).map(each -> "; did you mean \"" + each + "\"?").orElse("");
    }

    /** Edits (insert, delete, replace, swap of neighbours) from one word to the other. */
    static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int replace = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int least =
                        Math.min(
                                edits[i - 1][j - 1] + replace,
                                Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    least = Math.min(least, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = least;
            }
        }
        return edits[from.length()][to.length()];
    }
}
