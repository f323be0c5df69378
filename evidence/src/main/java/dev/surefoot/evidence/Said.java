package dev.surefoot.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one predicate says, before it is tied to a submission.
 *
 * @param suite of its own; the submission's goes before it
 */
record Said(String kind, String suite, Tool tool, ClaimTime time, Outcome outcome) {
    private static final String SUITE = "default";

    /** A claim that states facts, and no more. */
    static Said info(String kind, Tool tool, ClaimTime time) {
        return new Said(kind, SUITE, tool, time, Outcome.of(ClaimResult.INFO, new TreeMap<>()));
    }

    /** Of any result, without a suite of its own. */
    static Said of(String kind, Tool tool, ClaimTime time, Outcome outcome) {
        return new Said(kind, SUITE, tool, time, outcome);
    }

    SortedMap<String, String> labels() {
        return outcome.labels();
    }

    /** The same as an error if a time lies ahead: such a claim would stay the latest. */
    Said unlessAhead(Submission submission) {
        Optional<Instant> database = tool.databaseAsOf();
        boolean databaseAhead =
                database.isPresent() && StatedTime.isAhead(database.get(), submission.receivedAt());
        if (!time.isAhead(submission.receivedAt()) && !databaseAhead) {
            return this;
        }
        ClaimTime wrong =
                databaseAhead ? new ClaimTime(submission.receivedAt(), database, "database") : time;
        Outcome ahead =
                Outcome.error(
                        ErrorReason.TIME_IN_FUTURE,
                        Claims.aheadDetail(
                                databaseAhead ? "the database's date" : "the document",
                                wrong,
                                submission),
                        outcome.counts());
        outcome.labels().forEach((key, value) -> ahead.labels().putIfAbsent(key, value));
        return new Said(kind, suite, tool, time, ahead);
    }
}
