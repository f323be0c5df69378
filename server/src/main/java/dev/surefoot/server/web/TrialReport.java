package dev.surefoot.server.web;

import java.util.List;
import java.util.Map;

/**
 * What a trial on a shadow measured and found, ready to be shown.
 *
 * @param shadow what it was tried on, in words; empty: no report is there
 * @param findings gravest first
 * @param notes findings that were looked at and are harmless
 * @param unknown what is not known, and what would tell it
 * @param measured what statements did that others feel
 * @param unfelt how many statements did nothing that others feel
 * @param more how many statements are not shown
 * @param runs how many statements were executed, by {@code OLD EXPANDED} and the like
 */
public record TrialReport(
        String shadow,
        List<Found> findings,
        List<Found> notes,
        List<Unknown> unknown,
        List<Measured> measured,
        int unfelt,
        int more,
        Map<String, Long> runs) {
    /** No trial was made yet. */
    static final TrialReport NONE =
            new TrialReport("", List.of(), List.of(), List.of(), List.of(), 0, 0, Map.of());

    public TrialReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
        unknown = List.copyOf(unknown);
        measured = List.copyOf(measured);
        runs = Map.copyOf(runs);
    }

    /** Whether there is a report at all. */
    public boolean made() {
        return !shadow.isEmpty();
    }

    /**
     * A finding.
     *
     * @param lines what will happen, to whom, for how long; each may be missing
     * @param instead what to write instead; may be empty
     */
    public record Found(
            Tone tone,
            String severity,
            String rule,
            String where,
            List<String> lines,
            String instead) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /** What is not known. */
    public record Unknown(String what, String needs) {}

    /**
     * One statement.
     *
     * @param known whether it was measured at all
     * @param stall how long others wait; empty: not probed
     * @param error what the shadow said instead of doing it; may be empty
     */
    public record Measured(
            String where,
            boolean known,
            List<Lock> locks,
            List<String> effects,
            String rows,
            List<String> stall,
            String error) {
        public Measured {
            locks = List.copyOf(locks);
            effects = List.copyOf(effects);
            stall = List.copyOf(stall);
        }

        /** Whether it did something to what was there before. */
        boolean felt() {
            return !known
                    || !locks.isEmpty()
                    || !effects.isEmpty()
                    || !rows.isEmpty()
                    || !stall.isEmpty()
                    || !error.isEmpty();
        }
    }

    /** A lock on something that was there before, and who waits for it. */
    public record Lock(String relation, String mode, String waits) {}
}
