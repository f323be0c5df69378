package dev.surefoot.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What one file says of itself, with nothing verified. Never to be counted by a gate. */
public sealed interface Inspection {
    /**
     * It was read.
     *
     * @param problems what a person should look at
     */
    record Read(Format format, List<Found> found, List<String> problems) implements Inspection {
        /** Copies the lists. */
        public Read {
            found = List.copyOf(found);
            problems = List.copyOf(problems);
        }
    }

    /** It was not read. */
    record Unreadable(Refusal reason, String message) implements Inspection {}

    /**
     * One thing that it says.
     *
     * @param subjects what it is about, as the file names it; empty: the file names nothing
     * @param signed whether there is a signature; nobody checked it
     */
    record Found(
            String kind,
            String suite,
            ClaimResult result,
            Optional<String> reason,
            SortedMap<String, Long> counts,
            SortedMap<String, String> labels,
            Tool tool,
            Instant claimedAt,
            List<String> subjects,
            boolean signed) {
        /** Copies the list. */
        public Found {
            subjects = List.copyOf(subjects);
        }
    }
}
