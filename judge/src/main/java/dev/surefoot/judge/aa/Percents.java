package dev.surefoot.judge.aa;

import java.math.BigDecimal;
import java.util.Locale;

/** Shares in words. */
final class Percents {
    private static final double TENTH = 0.001;
    private static final double NOTHING = 1e-6;

    private Percents() {}

    /** 0.2–2.1 %. */
    static String range(double low, double high) {
        return number(low) + "–" + number(high) + " %";
    }

    /** 0.7 %, 1 %, 0.05 %. */
    static String of(double share) {
        return number(share) + " %";
    }

    /** Without needless zeros. */
    static String plain(double value) {
        BigDecimal bare = BigDecimal.valueOf(value).stripTrailingZeros();
        return bare.toPlainString();
    }

    private static String number(double share) {
        String format = share >= TENTH || share < NOTHING ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, format, 100 * share);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
