package dev.surefoot.server.promotion;

import dev.surefoot.server.artifact.ArtifactFiles;
import dev.surefoot.server.candidate.CandidateStore;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerStore;

import org.jspecify.annotations.NullUnmarked;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Runs seeds one after the other on the same records, and says which one failed. */
final class SimRun {
    private final Records records;
    private final Path directory;
    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<Life.Fate, Integer> fates = new TreeMap<>();

    private int hands;

    SimRun(Records records, Path directory) {
        this.records = records;
        this.directory = directory;
    }

    /** The first {@code seeds} seeds, or the one that was asked for. */
    void all(int seeds) {
        Long only = Long.getLong("surefoot.sim.seed");
        for (long seed : only != null ? new long[] {only} : LongStream.range(0, seeds).toArray()) {
            Simulation one = new Simulation(seed, records, unasked(), new ArtifactFiles(directory));
            try {
                one.run();
            } catch (RuntimeException | Error e) {
                throw new AssertionError(
                        "seed " + seed + " failed; -Dsurefoot.sim.seed=" + seed + " replays it", e);
            }
            one.endings().forEach((state, n) -> endings.merge(state, n, Integer::sum));
            hands += one.hands();
            one.fates().forEach((fate, n) -> fates.merge(fate, n, Integer::sum));
            records.clear();
        }
        System.out.println(
                "simulated " + seeds + " seeds: " + endings + ", " + fates + ", hands " + hands);
    }

    /** How often somebody turned a version down by hand. */
    int hands() {
        return hands;
    }

    Map<String, Integer> endings() {
        return endings;
    }

    Map<Life.Fate, Integer> fates() {
        return fates;
    }

    /** The desk only takes back here: it asks no candidate. */
    @NullUnmarked
    private static CandidateStore unasked() {
        Database none = null;
        return new CandidateStore(none, new LedgerStore());
    }
}
