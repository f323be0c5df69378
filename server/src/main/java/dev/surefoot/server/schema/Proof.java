package dev.surefoot.server.schema;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the trial on a shadow found: first-hand, made by this server. The whole report is kept
 * beside it.
 *
 * @param words in one line, what stands against it or what was shown
 * @param files what it has yet to run here, in order
 * @param cells which version works in which state
 * @param until when it must be proven anew
 */
public record Proof(
        Verdict verdict,
        String words,
        List<File> files,
        List<Cell> cells,
        Instant at,
        Instant until) {
    public Proof {
        files = List.copyOf(files);
        cells = List.copyOf(cells);
    }

    /** Whether it may run. */
    public enum Verdict {
        PASS,
        FAIL,
        /** Something was not there to look at; never a pass. */
        INCONCLUSIVE
    }

    /** The phases of the library, by its names. */
    public enum Phase {
        EXPAND,
        BACKFILL,
        CONTRACT
    }

    /**
     * A file that is to run.
     *
     * @param recovery how one comes back from it: V, F or B
     * @param fills whether it asks for rows to be filled, whatever its phase
     */
    public record File(String path, Phase phase, String recovery, boolean fills) {
        public File(String path, Phase phase, String recovery) {
            this(path, phase, recovery, phase == Phase.BACKFILL);
        }
    }

    /**
     * Whether one of the two versions works in one state of the schema.
     *
     * @param app {@code OLD} or {@code NEW}
     * @param state {@code BEFORE}, {@code EXPANDED}, {@code BACKFILLED} or {@code CONTRACTED}
     * @param broken the statements that broke, each with how
     */
    public record Cell(String app, String state, Verdict verdict, List<String> broken) {
        public Cell {
            broken = List.copyOf(broken);
        }
    }

    /** Whether files of this phase are to run. */
    public boolean has(Phase phase) {
        return files.stream().anyMatch(file -> file.phase() == phase);
    }

    /** Whether rows are to be filled. */
    public boolean fills() {
        return files.stream().anyMatch(file -> file.fills() || file.phase() == Phase.BACKFILL);
    }

    /** One cell, if it was looked at. */
    public Optional<Cell> cell(String app, String state) {
        return cells.stream()
                .filter(cell -> cell.app().equals(app) && cell.state().equals(state))
                .findFirst();
    }
}
