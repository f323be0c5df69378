package dev.surefoot.schema.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A version of numbers: {@code 1.2} comes before {@code 1.10}, and {@code 1} is {@code 1.0}, as
 * Flyway has it. Immutable.
 *
 * @param parts without zeros at their end
 */
record NumberedVersion(List<BigInteger> parts) implements Comparable<NumberedVersion> {
    NumberedVersion {
        parts = List.copyOf(parts);
    }

    /** Reads digits with dots or underscores between. */
    static NumberedVersion parse(String digits) {
        var parts = new ArrayList<BigInteger>();
        for (String part : digits.split("[._]+", -1)) {
            if (!part.isEmpty()) {
                parts.add(new BigInteger(part));
            }
        }
        while (!parts.isEmpty() && parts.getLast().signum() == 0) {
            parts.removeLast();
        }
        return new NumberedVersion(parts);
    }

    @Override
    public int compareTo(NumberedVersion other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }
}
