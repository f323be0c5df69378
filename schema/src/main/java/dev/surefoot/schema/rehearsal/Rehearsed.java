package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.rule.Recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One migration and its way back.
 *
 * @param path of the migration
 * @param sha256 of the migration
 * @param inverse path of the way back
 * @param recovery how one honestly comes back; empty where the change itself did not run
 * @param newWrites what becomes of the new version's rows
 * @param rows generated rows that were there
 * @param recorded whether recorded writes were run; else generated rows stood in for them
 * @param notes what else is to know
 */
public record Rehearsed(
        String path,
        String sha256,
        Optional<String> inverse,
        Outcome outcome,
        Optional<Recovery> recovery,
        NewWrites newWrites,
        long rows,
        boolean recorded,
        List<String> notes) {
    /** How long it may be believed; afterwards it is rehearsed anew. */
    public static final Duration VALID = Duration.ofDays(30);

    public Rehearsed {
        notes = List.copyOf(notes);
    }

    /** The same with further notes. */
    Rehearsed noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Rehearsed(
                path, sha256, inverse, outcome, recovery, newWrites, rows, recorded, all);
    }

    /** In words, where so many rows a table were asked for. */
    public RehearsalReport.FileView view(long asked) {
        return RehearsedWords.view(this, asked);
    }

    /** Whether only generated rows, which may be such as no version writes, stand against it. */
    public boolean rowsOnly() {
        return !recorded
                && outcome instanceof Outcome.Failed(var error, var at, int line, boolean only)
                && only;
    }

    /** Whether the way back may be counted on. */
    public boolean passed() {
        boolean kept =
                switch (newWrites) {
                    case NewWrites.Kept(long rows) -> true;
                    case NewWrites.NotTried(String why) -> true;
                    // Generated rows may be such as no version writes.
                    case NewWrites.Lost(var what) -> !recorded;
                    case NewWrites.Refused(var error, int line) -> !recorded;
                };
        return outcome.exact() && kept;
    }
}
