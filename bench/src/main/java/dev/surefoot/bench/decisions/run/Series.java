package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.world.Model.Recorded.Point;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the recorded series; a missing file or column is an error that names it. */
final class Series {
    private static final int HEADINGS = 3;

    private Series() {}

    /**
     * A shop's front page, every five minutes.
     *
     * @param points requests, and the share that was not available
     */
    record Shop(List<Point> points) {}

    /** The values of {@code timestamp,value}, in order of time; of equal times the last counts. */
    static List<Double> values(Path file) {
        Map<String, Double> byTime = new TreeMap<>();
        for (String line : lines(file).stream().skip(1).toList()) {
            int comma = line.indexOf(',');
            byTime.put(line.substring(0, comma), Double.parseDouble(line.substring(comma + 1)));
        }
        return List.copyOf(byTime.values());
    }

    /** PetSite's requests and availability; a row without either is no data and left out. */
    static Shop shop(Path file) {
        List<String[]> rows = lines(file).stream().map(line -> line.split(",", -1)).toList();
        int requests = column(file, rows, "requests", "Sum");
        int available = column(file, rows, "availability", "Average");
        List<Point> points = new ArrayList<>();
        for (String[] row : rows.subList(HEADINGS + 1, rows.size())) {
            if (!row[requests].isEmpty() && !row[available].isEmpty()) {
                double rate = 1 - Double.parseDouble(row[available]) / 100;
                points.add(new Point(Double.parseDouble(row[requests]), rate, rate));
            }
        }
        return new Shop(points);
    }

    private static int column(Path file, List<String[]> rows, String metric, String statistic) {
        for (int i = 1; i < rows.getFirst().length; i++) {
            if (rows.get(0)[i].equals("PetSite")
                    && rows.get(1)[i].equals(metric)
                    && rows.get(2)[i].equals(statistic)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                file
                        + " has no column PetSite "
                        + metric
                        + " "
                        + statistic
                        + "; it has "
                        + Arrays.toString(rows.getFirst()));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("recorded series is incomplete: " + file, e);
        }
    }
}
