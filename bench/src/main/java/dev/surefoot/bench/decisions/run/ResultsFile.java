package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.Machine;
import dev.surefoot.server.json.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as it is kept: a line about the run, then one line per judge and scenario, all JSON.
 *
 * @param about the run
 * @param results in the order in which they were played
 */
public record ResultsFile(About about, List<Result> results) {
    /** Copies the results. */
    public ResultsFile {
        results = List.copyOf(results);
    }

    /**
     * What a reader must know.
     *
     * @param day when, in UTC
     * @param only which scenarios were asked for; empty: all
     * @param skipped what was left out and why
     */
    public record About(
            String day,
            String mode,
            String only,
            long seed,
            int scenarios,
            double minutes,
            Machine machine,
            List<String> skipped) {
        /** The mode of fewer releases. */
        public static final String QUICK = "quick";

        /** Copies what was skipped. */
        public About {
            skipped = List.copyOf(skipped);
        }

        /** The same after so many minutes. */
        public About after(double other) {
            return new About(day, mode, only, seed, scenarios, other, machine, skipped);
        }
    }

    /** Writes it. */
    public void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(Json.MAPPER.writeValueAsString(about));
        results.forEach(result -> lines.add(Json.MAPPER.writeValueAsString(result)));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("results could not be written to " + file, e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static ResultsFile read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                throw new IOException("it is empty");
            }
            return new ResultsFile(
                    Json.MAPPER.readValue(lines.getFirst(), About.class),
                    lines.stream()
                            .skip(1)
                            .map(line -> Json.MAPPER.readValue(line, Result.class))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("results could not be read from " + file, e);
        }
    }
}
