package dev.surefoot.cli.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads a time: seconds since whatever the file counts from, or ISO-8601 (UTC if not said). */
final class Times {
    /** The end of the year 9999; beyond it are milliseconds. */
    private static final long LATEST = 253_402_300_799L;

    private static final String BOUND = "seconds from 0 on, or ISO-8601";
    private static final int ALL_DIGITS = 12;

    private Times() {}

    static Instant read(String text, long line) {
        int length = text.length();
        if (length > 0 && length < ALL_DIGITS) {
            long seconds = 0;
            int i = 0;
            while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                seconds = 10 * seconds + text.charAt(i++) - '0';
            }
            if (i == length) {
                return Instant.ofEpochSecond(seconds);
            }
        }
        boolean date = text.indexOf('-', 1) == 4;
        return date ? date(text, line) : seconds(text, line);
    }

    private static Instant seconds(String text, long line) {
        BigDecimal seconds;
        try {
            seconds = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new UnreadableStream(line, "time", text, BOUND);
        }
        if (seconds.signum() < 0) {
            throw new UnreadableStream(line, "time", text, BOUND);
        }
        if (seconds.precision() - seconds.scale() > ALL_DIGITS
                || seconds.compareTo(BigDecimal.valueOf(LATEST)) > 0) {
            throw new UnreadableStream(
                    line, "time", text, "in seconds and before the year 10000 (milliseconds?)");
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
