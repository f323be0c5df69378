package dev.surefoot.server.gate;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known name was probably meant. Pure. */
final class Nearest {
    private static final int MAX_EDITS = 2;

    private Nearest() {}

    /** The known name at most two edits away, the nearest first, then by the alphabet. */
    static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> edits(typed, name) <= MAX_EDITS)
                .min(
                        Comparator.<String>comparingInt(name -> edits(typed, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance; beyond the bound by length alone it is not computed. */
    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > MAX_EDITS) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
