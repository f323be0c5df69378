package dev.surefoot.cli.stream;

import java.math.BigDecimal;

/**
 * Reads a decimal number that somebody else wrote. A few characters, such as 1e-30000000, can ask
 * for megabytes of digits: whoever calculates with one looks at {@link #wholeDigits} and at its
 * scale first.
 */
final class Decimals {
    /** More decimals than anything writes that can be counted or timed. */
    static final int MOST_DECIMALS = 1_000;

    private static final int MOST_CHARACTERS = 1_100;

    private Decimals() {}

    /**
     * The number as written, in time that does not hang on its exponent.
     *
     * @throws NumberFormatException if it is none, or longer than anybody writes
     */
    static BigDecimal read(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new NumberFormatException("too long");
        }
        return new BigDecimal(text);
    }

    /** Digits before the point, without overflow; 0 or less if there is none. */
    static long wholeDigits(BigDecimal value) {
        return value.signum() == 0 ? 0 : (long) value.precision() - value.scale();
    }
}
