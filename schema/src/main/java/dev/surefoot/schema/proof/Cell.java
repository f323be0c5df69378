package dev.surefoot.schema.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * One version of an application on one state of the database.
 *
 * @param run how many statements were tried
 * @param broken those that came to something else
 * @param notes warnings
 * @param reason why it is inconclusive; else empty
 */
public record Cell(
        App app,
        State state,
        Verdict verdict,
        int run,
        List<Break> broken,
        List<Note> notes,
        String reason) {

    public Cell {
        broken = List.copyOf(broken);
        notes = List.copyOf(notes);
    }

    static Cell of(App app, State state, Trial trial, List<Note> warm) {
        List<Note> notes = new ArrayList<>(trial.notes());
        notes.addAll(warm);
        return new Cell(
                app, state, trial.verdict(), trial.run(), trial.broken(), notes, trial.reason());
    }

    static Cell unknown(App app, State state, String reason) {
        return new Cell(app, state, Verdict.INCONCLUSIVE, 0, List.of(), List.of(), reason);
    }

    /**
     * Whether a change may go on only if this passes. The others tell: the old version before is a
     * check of the proof itself, the old one contracted shows the point of no return, the new one
     * before shows that expand must come first.
     */
    public boolean gates() {
        return switch (app) {
            case OLD -> state == State.EXPANDED || state == State.BACKFILLED;
            case NEW -> state != State.BEFORE;
        };
    }
}
