package dev.surefoot.server.web;

import dev.surefoot.evidence.Digest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes numbers and times for people. All times are UTC; pure. */
public final class Text {
    private static final DateTimeFormatter CLOCK = utc("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_CLOCK = utc("d MMM HH:mm:ss");
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{12})[0-9a-f]{52}");
    private static final int SHORT_DIGEST = 12;
    private static final int SHORT_COMMIT = 10;

    private Text() {}

    /** {@code 21:08:09}. */
    public static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** {@code 26 Nov 21:08:09}. */
    public static String time(Instant at) {
        return DAY_AND_CLOCK.format(at);
    }

    /** {@code 1,234,567}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 2.0 %}: three digits that say something, whatever the size. */
    public static String rate(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        double percent = 100.0 * part / whole;
        String form = percent >= 10 ? "%.1f %%" : percent == 0 ? "%.0f %%" : "%.2f %%";
        return String.format(Locale.ROOT, form, percent);
    }

    /** An evidence, given by its logarithm: {@code 0.31}, {@code 42}, {@code 3.1e+08}. */
    public static String evidence(double log) {
        double value = Math.exp(log);
        if (Double.isInfinite(value)) {
            return String.format(Locale.ROOT, "1e+%.0f", log / Math.log(10));
        }
        String form = value >= 1e6 ? "%.1e" : value >= 10 ? "%,.0f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }

    /** {@code 12 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 4 d}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 2 * 3_600) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400
                ? seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min"
                : seconds / 86_400 + " d";
    }

    /** {@code 250 ms} below ten seconds, else as {@link #span}. */
    public static String fine(Duration span) {
        return span.toSeconds() < 10 ? Math.max(0, span.toMillis()) + " ms" : span(span);
    }

    /** The beginning of a digest's hex. */
    public static String digest(Digest digest) {
        String hex = digest.toString().substring(digest.toString().indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT_DIGEST, hex.length()));
    }

    /** The beginning of a commit's name. */
    public static String commit(String commit) {
        return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    }

    /** The same with digests cut to what people compare; the whole is in the ledger. */
    public static String brief(String text) {
        return DIGEST.matcher(text).replaceAll("$1…");
    }

    private static DateTimeFormatter utc(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
