package dev.surefoot.cli.stream;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads the times of one file: seconds since whatever it counts from, or ISO-8601 (UTC if not
 * said), all in the way of the first. Not thread-safe.
 */
final class Times {
    /** The end of the year 9999; beyond it are milliseconds. */
    private static final long LATEST = 253_402_300_799L;

    private static final String BOUND = "seconds from 0 on, or ISO-8601";
    private static final String IN_SECONDS = "seconds";
    private static final String AS_DATE = "ISO-8601";
    private static final int ALL_DIGITS = 12;

    private @Nullable String way;

    Instant read(String text, long line) {
        int length = text.length();
        if (length > 0 && length < ALL_DIGITS) {
            long seconds = 0;
            int i = 0;
            while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                seconds = 10 * seconds + text.charAt(i++) - '0';
            }
            if (i == length) {
                written(IN_SECONDS, text, line);
                return Instant.ofEpochSecond(seconds);
            }
        }
        boolean date = text.indexOf('-', 1) == 4;
        Instant time = date ? date(text, line) : seconds(text, line);
        written(date ? AS_DATE : IN_SECONDS, text, line);
        return time;
    }

    private void written(String as, String text, long line) {
        String before = way;
        if (before == null) {
            way = as;
        } else if (!before.equals(as)) {
            throw UnreadableStream.field(
                    line, "time", text, "the times before are " + before + ", this is " + as);
        }
    }

    private static Instant seconds(String text, long line) {
        BigDecimal seconds;
        try {
            seconds = Decimals.read(text);
        } catch (NumberFormatException e) {
            throw new UnreadableStream(line, "time", text, BOUND);
        }
        if (seconds.signum() < 0) {
            throw new UnreadableStream(line, "time", text, BOUND);
        }
        if (Decimals.wholeDigits(seconds) > ALL_DIGITS
                || seconds.compareTo(BigDecimal.valueOf(LATEST)) > 0) {
            throw new UnreadableStream(
                    line, "time", text, "in seconds and before the year 10000 (milliseconds?)");
        }
        if (seconds.scale() > Decimals.MOST_DECIMALS) {
            throw new UnreadableStream(
                    line,
                    "time",
                    text,
                    "seconds with at most %d decimals".formatted(Decimals.MOST_DECIMALS));
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(
                whole.longValueExact(),
                seconds.subtract(whole)
                        .movePointRight(9)
                        .setScale(0, RoundingMode.FLOOR)
                        .intValue());
    }

    private static Instant date(String text, long line) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new UnreadableStream(line, "time", text, BOUND);
            }
        }
    }
}
