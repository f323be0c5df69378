package dev.surefoot.schema.stall;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.measure.MeasuredFile;
import dev.surefoot.schema.measure.MeasuredStatement;
import dev.surefoot.schema.migration.MigrationFile.Wrapping;
import dev.surefoot.schema.rows.SeedRequest;
import dev.surefoot.schema.rows.Seeded;
import dev.surefoot.schema.rows.Seeder;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Measures how long a reader and a writer wait beside each statement of a file that rewrites, reads
 * or indexes a table which was there before: on copies with a quarter and with all of production's
 * rows, as far as {@link ProbeBounds} allow, in the file's own transaction.
 *
 * <p>Milliseconds on this machine, reckoned up to production's rows and widened to 0.5 to 3 times.
 * A table whose rows are unknown, or that could not be filled, gets no figure: the caller treats it
 * as unknown. Not thread-safe; a {@link ShadowFailure} if the shadow itself could not.
 */
public final class StallProbe {
    private final Shadow shadow;
    private final ProbeBounds bounds;

    public StallProbe(Shadow shadow, ProbeBounds bounds) {
        this.shadow = shadow;
        this.bounds = bounds;
    }

    /**
     * The stalls by the number of the statement that caused them.
     *
     * @param before the database that the file met; nobody is connected to it
     * @param rows of production, by {@code schema.table}; empty: unknown
     */
    public Map<Integer, List<Fact.Stalled>> probe(
            ShadowDatabase before, MeasuredFile file, Function<String, OptionalLong> rows) {
        List<Subject> subjects =
                Subjects.of(file.statements()).stream()
                        .filter(each -> rows.apply(each.table()).orElse(0) > 0)
                        .toList();
        if (subjects.isEmpty() || !file.applied()) {
            return Map.of();
        }
        Map<String, Long> full =
                subjects.stream()
                        .map(Subject::table)
                        .distinct()
                        .collect(
                                Collectors.toMap(
                                        each -> each,
                                        each ->
                                                Math.min(
                                                        bounds.mostRows(),
                                                        rows.apply(each).orElse(0))));
        Map<String, Long> quarter = new HashMap<>();
        full.forEach((table, n) -> quarter.put(table, Math.max(1, n / 4)));
        Map<Subject, Waits> small = run(before, file, subjects, quarter, 4);
        Map<Subject, Waits> large = run(before, file, subjects, full, 1);
        Map<Integer, List<Fact.Stalled>> stalls = new HashMap<>();
        for (Subject each : subjects) {
            Waits few = small.get(each);
            Waits many = large.get(each);
            if (few != null && many != null && many.rows() >= few.rows()) {
                long production = rows.apply(each.table()).orElse(0);
                stalls.computeIfAbsent(each.statement(), _ -> new ArrayList<>())
                        .add(Reckoning.stalled(each, few, many, production));
            }
        }
        return stalls;
    }

    /**
     * Fills a copy and runs the file there beside a crowd; tables that stayed empty are missing.
     */
    private Map<Subject, Waits> run(
            ShadowDatabase before,
            MeasuredFile file,
            List<Subject> subjects,
            Map<String, Long> wanted,
            int share) {
        long nanos = bounds.atMost().toNanos() / (share == 1 ? 2 : 8);
        try (ShadowDatabase copy = shadow.copyOf(before)) {
            Map<String, Long> filled = fill(copy, wanted, Duration.ofNanos(nanos));
            List<String> tables = List.copyOf(filled.keySet());
            try (Crowd crowd = Crowd.at(copy, tables)) {
                Map<Integer, long[]> times = statements(copy, file, nanos / 1_000_000);
                crowd.stop();
                Map<Subject, Waits> waits = new HashMap<>();
                for (Subject each : subjects) {
                    Long rows = filled.get(each.table());
                    long[] time = times.get(each.statement());
                    if (rows != null && time != null) {
                        waits.put(each, crowd.waits(each.table(), rows, time[0], time[1]));
                    }
                }
                return waits;
            }
        } catch (SQLException e) {
            throw new ShadowFailure("the probe of " + file.file().path() + " ended: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShadowFailure("the probe of " + file.file().path() + " was interrupted", e);
        }
    }

    /** How many rows each table really has; those without any are left out. */
    private Map<String, Long> fill(ShadowDatabase copy, Map<String, Long> wanted, Duration atMost)
            throws SQLException {
        SeedRequest request =
                new SeedRequest(
                        bounds.otherRows(), wanted, Set.of(), 1, atMost, bounds.mostBytes());
        try (Connection connection = copy.connect()) {
            Seeded seeded = Seeder.fill(connection, request);
            Map<String, Long> rows = new HashMap<>();
            for (Seeded.Filled each : seeded.tables()) {
                if (wanted.containsKey(each.table()) && each.rows() > 0) {
                    rows.put(each.table(), each.rows());
                }
            }
            return rows;
        }
    }

    /**
     * Runs the file; by statement, when it began and when its locks were gone. Stops at the first
     * that fails: rows may stand against it that an empty table did not have.
     */
    private static Map<Integer, long[]> statements(
            ShadowDatabase copy, MeasuredFile file, long mostMs) throws SQLException {
        boolean whole = file.file().wrapping() == Wrapping.FILE;
        Map<Integer, long[]> times = new HashMap<>();
        try (Connection connection = copy.connectForScripts();
                Statement sender = connection.createStatement()) {
            sender.execute("set statement_timeout = " + Math.max(1, mostMs));
            sender.setEscapeProcessing(false);
            connection.setAutoCommit(!whole);
            try {
                for (MeasuredStatement each : file.statements()) {
                    long began = System.nanoTime();
                    sender.execute(each.statement().text());
                    times.put(each.statement().number(), new long[] {began, System.nanoTime()});
                }
                if (whole) {
                    connection.commit();
                }
            } catch (SQLException e) {
                if (connection.isClosed()) {
                    throw e;
                }
                if (whole) {
                    connection.rollback();
                }
            }
        }
        return times;
    }
}
