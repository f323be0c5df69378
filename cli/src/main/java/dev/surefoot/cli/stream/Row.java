package dev.surefoot.cli.stream;

import de.siegmar.fastcsv.reader.CsvRecord;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One line: what one instance did in one window.
 *
 * @param line its number in the file, from 1
 * @param text the time as it stands there
 * @param requests all increments
 * @param slower requests slower than each finite bound, by bound
 */
record Row(
        long line,
        String text,
        Instant time,
        boolean canary,
        String instance,
        long requests,
        long errors,
        List<Long> slower) {
    private static final int FAST_DIGITS = 15;
    private static final String COUNT = "a whole number from 0 to 1000000000000";
    private static final long MOST = 1_000_000_000_000L;

    static Row of(CsvRecord record, Columns columns, Times times) {
        long line = record.getStartingLineNumber();
        if (record.getFieldCount() != columns.names().size()) {
            throw new UnreadableStream(
                    line,
                    "has %d fields, the header has %d"
                            .formatted(record.getFieldCount(), columns.names().size()));
        }
        String text = record.getField(columns.time()).strip();
        long requests = count(record, columns, columns.requests());
        long errors = count(record, columns, columns.errors());
        if (errors > requests) {
            throw new UnreadableStream(
                    line, "errors", Long.toString(errors), "at most requests = " + requests);
        }
        return new Row(
                line,
                text,
                times.read(text, line),
                isCanary(record.getField(columns.arm()).strip(), line),
                record.getField(columns.instance()).strip(),
                requests,
                errors,
                slower(record, columns, requests));
    }

    private static boolean isCanary(String arm, long line) {
        return switch (arm) {
            case "canary" -> true;
            case "baseline" -> false;
            default -> throw new UnreadableStream(line, "arm", arm, "baseline or canary");
        };
    }

    private static List<Long> slower(CsvRecord record, Columns columns, long requests) {
        if (columns.buckets().isEmpty()) {
            return List.of();
        }
        List<Long> slower = new ArrayList<>(columns.buckets().size());
        long before = 0;
        for (Columns.Bucket bucket : columns.buckets()) {
            long within = count(record, columns, bucket.index());
            boolean last = Double.isInfinite(bucket.bound());
            if (within < before || within > requests || (last && within != requests)) {
                throw new UnreadableStream(
                        record.getStartingLineNumber(),
                        columns.names().get(bucket.index()),
                        Long.toString(within),
                        last
                                ? "requests = " + requests
                                : "from the bucket before, %d, to requests = %d"
                                        .formatted(before, requests));
            }
            before = within;
            if (!last) {
                slower.add(requests - within);
            }
        }
        return slower;
    }

    private static long count(CsvRecord record, Columns columns, int index) {
        String text = record.getField(index);
        int length = text.length();
        long value = 0;
        int i = 0;
        while (i < length && i < FAST_DIGITS && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            value = 10 * value + text.charAt(i++) - '0';
        }
        if (length > 0 && i == length && value <= MOST) {
            return value;
        }
        return slowCount(text.strip(), record.getStartingLineNumber(), columns.names().get(index));
    }

    /** Also 12.0 and 1e3, as some exporters write whole numbers. */
    private static long slowCount(String text, long line, String column) {
        try {
            BigDecimal value = Decimals.read(text);
            boolean small = Decimals.wholeDigits(value) <= FAST_DIGITS;
            if (value.signum() >= 0 && small && value.scale() <= Decimals.MOST_DECIMALS) {
                long whole = value.longValueExact();
                if (whole <= MOST) {
                    return whole;
                }
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnreadableStream(line, column, text, COUNT);
        }
        throw new UnreadableStream(line, column, text, COUNT);
    }
}
