package dev.surefoot.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;

/** Order statistics, and numbers as people read them. Pure. */
public final class Numbers {
    private Numbers() {}

    /** A count as a measurement. */
    public static OptionalDouble of(long count) {
        return OptionalDouble.of((double) count);
    }

    /** The middle value, or the mean of the two in the middle; empty of nothing. */
    public static OptionalDouble median(Collection<? extends Number> values) {
        double[] sorted = sorted(values);
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int half = sorted.length / 2;
        return OptionalDouble.of(
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
    }

    /** The largest value; empty of nothing. */
    public static OptionalDouble most(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).max();
    }

    /** The smallest value that at least {@code share} of all values do not exceed. */
    public static OptionalDouble quantile(Collection<? extends Number> values, double share) {
        double[] sorted = sorted(values);
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return OptionalDouble.of(sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)]);
    }

    /** Whole numbers without, others with up to three decimals. */
    public static String brief(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.1f", value);
    }

    /** The same, and a dash for what was not measured. */
    public static String brief(OptionalDouble value) {
        return value.isPresent() ? brief(value.getAsDouble()) : "-";
    }

    private static double[] sorted(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    }
}
