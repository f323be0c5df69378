package dev.surefoot.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How numbers are written for people, the same everywhere. */
final class Numbers {
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final double LARGE = 1e6;

    private Numbers() {}

    /** 12,345. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** "1 error", "2 errors". */
    static String count(long value, String one) {
        return count(value) + " " + one + (value == 1 ? "" : "s");
    }

    /** A number that need not be whole, to two digits or to ones: 0.031, 1.2, 250. */
    static String about(double value) {
        return value >= 10
                ? count(Math.round(value))
                : value == 0 ? "0" : plain(new BigDecimal(value).round(TWO_DIGITS));
    }

    /** A fraction as a percentage: 0.2 %. */
    static String percent(double fraction) {
        return plain(new BigDecimal(fraction * 100).round(THREE_DIGITS)) + " %";
    }

    /** Basis points as a percentage: 5 %. */
    static String share(int basisPoints) {
        return plain(new BigDecimal(basisPoints).movePointLeft(2)) + " %";
    }

    /** Odds against chance, rounded down: what is promised must hold. */
    static String odds(double value) {
        return value >= LARGE ? "more than a million" : count((long) Math.floor(value));
    }

    /** 42 s, 13 min, 5 h, 3 d; rounded up. */
    static String time(Duration time) {
        long seconds = time.plusMillis(999).toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = Math.ceilDiv(seconds, 60);
        if (minutes < 120) {
            return minutes + " min";
        }
        long hours = Math.ceilDiv(minutes, 60);
        return hours < 48 ? hours + " h" : Math.ceilDiv(hours, 24) + " d";
    }

    /** A setting as it was written: 0.25. */
    static String plain(double value) {
        return plain(BigDecimal.valueOf(value));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
