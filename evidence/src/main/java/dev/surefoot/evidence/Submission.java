package dev.surefoot.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * What the submitter and the receiver say about a submission's files; the files themselves name no
 * subject. Immutable.
 *
 * @param subject the artifact's digest
 * @param subjectName the artifact's name, for people
 * @param submitter the caller
 * @param trust how far the caller is believed
 * @param suite the suite or rule set; without it {@code unit} for tests, else {@code default}
 * @param databaseAsOf the vulnerability database's date, as the submitter states it
 * @param receivedAt the receiver's clock
 */
public record Submission(
        Digest subject,
        String subjectName,
        String submitter,
        Trust trust,
        Optional<String> suite,
        Optional<Instant> databaseAsOf,
        Instant receivedAt) {}
