package dev.surefoot.cli.stream;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

import dev.surefoot.cli.stream.Slice.Sample;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A CSV file of counts, slice by slice. Holds one slice at a time, however long the file is. Not
 * thread-safe.
 *
 * <p>The header names {@code time,arm,instance,requests,errors} and, if there are latencies, {@code
 * le_<seconds>} columns, in any order. Then comes a line for each window, arm and instance, sorted
 * by time; {@code instance} may be empty where an arm has only one. Counts are increments; those of
 * {@code le_} columns are cumulative over the buckets, as Prometheus has them.
 */
public final class StreamFile implements Closeable {
    private static final int MOST_INSTANCES = 10_000;
    private static final int MOST_FIELD = 1 << 20;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Columns columns;
    private final Times times = new Times();
    private long lastLine;
    private @Nullable Row ahead;

    private StreamFile(CsvReader<CsvRecord> reader) {
        this.reader = reader;
        this.records = reader.iterator();
        this.columns = Columns.of(header());
        this.ahead = read();
    }

    /**
     * Reads the header.
     *
     * @throws UnreadableStream if it is none
     */
    public static StreamFile of(InputStream bytes) {
        var text =
                new InputStreamReader(
                        bytes,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new StreamFile(
                CsvReader.builder()
                        .skipEmptyLines(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .maxBufferSize(MOST_FIELD)
                        .ofCsvRecord(text));
    }

    /** Bounds of the latency buckets in seconds, rising, without the infinite one. */
    public List<Double> bounds() {
        return columns.bounds();
    }

    /**
     * The next slice, empty at the end.
     *
     * @throws UnreadableStream naming line and column of what can't be
     */
    public Optional<Slice> next() {
        Row first = ahead;
        if (first == null) {
            return Optional.empty();
        }
        List<Sample> canary = new ArrayList<>(4);
        List<Sample> baseline = new ArrayList<>(4);
        Set<String> canaries = new HashSet<>(4);
        Set<String> baselines = new HashSet<>(4);
        Row row = first;
        while (row != null && row.time().equals(first.time())) {
            if (!(row.canary() ? canaries : baselines).add(row.instance())) {
                String who = (row.canary() ? "canary " : "baseline ") + row.instance();
                throw new UnreadableStream(
                        row.line(),
                        "%s stands twice at time %s: add its counts up, or name the instances"
                                .formatted(UnreadableStream.printable(who.strip()), row.text()));
            }
            if (canaries.size() + baselines.size() > MOST_INSTANCES) {
                throw new UnreadableStream(
                        row.line(),
                        "more than %d lines at time %s".formatted(MOST_INSTANCES, row.text()));
            }
            Sample sample = new Sample(row.instance(), row.requests(), row.errors(), row.slower());
            (row.canary() ? canary : baseline).add(sample);
            row = read();
        }
        if (row != null && row.time().isBefore(first.time())) {
            throw new UnreadableStream(
                    row.line(),
                    "time",
                    row.text(),
                    "not before the line before it, " + first.text());
        }
        ahead = row;
        return Optional.of(
                new Slice(
                        first.text(),
                        first.line(),
                        first.time(),
                        List.copyOf(canary),
                        List.copyOf(baseline)));
    }

    /**
     * Reads to the end and keeps nothing.
     *
     * @throws UnreadableStream naming line and column of what can't be
     */
    public void rest() {
        Optional<Slice> next = next();
        while (next.isPresent()) {
            next = next();
        }
    }

    private List<String> header() {
        CsvRecord first = record();
        if (first == null) {
            throw new UnreadableStream(
                    "it is empty: the first line must be time,arm,instance,requests,errors");
        }
        List<String> names = new ArrayList<>(first.getFields());
        if (names.getFirst().startsWith("\uFEFF")) {
            names.set(0, names.getFirst().substring(1));
        }
        return names;
    }

    private @Nullable Row read() {
        CsvRecord next = record();
        return next == null ? null : Row.of(next, columns, times);
    }

    private @Nullable CsvRecord record() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord next = records.next();
            lastLine = next.getStartingLineNumber();
            return next;
        } catch (CsvParseException e) {
            String why = innermost(e);
            throw new UnreadableStream(
                    why.startsWith("The maximum buffer size")
                            ? "the field after line %d is longer than %d characters: is a quote left open?"
                                    .formatted(lastLine, MOST_FIELD)
                            : "it is no CSV: " + why);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableStream(
                        "it is not written in UTF-8: convert it, for example with iconv");
            }
            throw e;
        }
    }

    private static String innermost(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf(at.getMessage());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
