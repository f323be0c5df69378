package dev.surefoot.schema.sql;

import java.util.Arrays;

/** The lines of a text, from 1. Immutable; thread-safe. */
public final class Lines {
    private final int[] starts;

    public Lines(String text) {
        int[] found = new int[text.length() + 1];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                found[count++] = i + 1;
            }
        }
        starts = Arrays.copyOf(found, count);
    }

    /** The line in which a place lies; the place is in UTF-16 units from 0. */
    public int at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
