package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.rule.Contestant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Plays scenarios on several threads. Releases are cut into parts of fixed size and put together in
 * order, so results are the same on one thread and on many.
 */
public final class Runner implements AutoCloseable {
    private static final int PART = 20;

    private final ExecutorService threads;
    private final long base;

    /** On so many threads, with this seed. */
    public Runner(int threads, long base) {
        this.threads = Executors.newFixedThreadPool(threads);
        this.base = base;
    }

    /** One line a contestant: {@code n} releases of the scenario. */
    public List<Result> play(Scenario scenario, List<Contestant> contestants, int n) {
        Cell cell = new Cell(scenario, contestants, base);
        List<Future<List<List<Played>>>> parts = new ArrayList<>();
        for (int first = 0; first < n; first += PART) {
            int from = first;
            int to = Math.min(n, first + PART);
            parts.add(threads.submit(() -> part(cell, from, to)));
        }
        Played[][] played = new Played[contestants.size()][n];
        int release = 0;
        for (Future<List<List<Played>>> part : parts) {
            for (List<Played> row : finished(part)) {
                for (int i = 0; i < row.size(); i++) {
                    played[i][release] = row.get(i);
                }
                release++;
            }
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < contestants.size(); i++) {
            results.add(Tallying.of(scenario, contestants.get(i), base, Arrays.asList(played[i])));
        }
        return results;
    }

    private static List<List<Played>> part(Cell cell, int from, int to) {
        List<List<Played>> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(cell.release(i));
        }
        return rows;
    }

    private static List<List<Played>> finished(Future<List<List<Played>>> part) {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while releases were played", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a release could not be played", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
