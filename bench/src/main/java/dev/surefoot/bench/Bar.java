package dev.surefoot.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A promise and what was measured. Nothing measured is not held.
 *
 * @param unit of both numbers, in words
 * @param atMost the bound is an upper one; else a lower one
 * @param measured empty: nothing was measured
 */
public record Bar(
        String name, String unit, boolean atMost, double bound, Optional<Double> measured) {
    /** Not more than {@code bound}. */
    public static Bar atMost(String name, String unit, double bound, OptionalDouble measured) {
        return new Bar(name, unit, true, bound, boxed(measured));
    }

    /** Not less than {@code bound}. */
    public static Bar atLeast(String name, String unit, double bound, OptionalDouble measured) {
        return new Bar(name, unit, false, bound, boxed(measured));
    }

    /** Whether it was measured and is within the bound. */
    public boolean held() {
        return measured.filter(seen -> atMost ? seen <= bound : seen >= bound).isPresent();
    }

    /** For people. */
    String line() {
        String verdict = measured.isEmpty() ? "NOT MEASURED" : held() ? "holds" : "DOES NOT HOLD";
        return String.format(
                Locale.ROOT,
                "%-13s %s: %s %s (bar: %s %s)",
                verdict,
                name,
                measured.map(Numbers::brief).orElse("-"),
                unit,
                atMost ? "at most" : "at least",
                Numbers.brief(bound));
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
