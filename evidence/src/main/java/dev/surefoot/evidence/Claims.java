package dev.surefoot.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ties outcomes to a submission. */
final class Claims {
    private Claims() {}

    /**
     * Where a claim comes from.
     *
     * @param kind the claim's kind
     * @param tool what wrote the documents
     * @param time when
     * @param rawDigests the documents, sorted
     * @param ordinal tells apart claims of one kind from the same documents
     */
    record Origin(String kind, Tool tool, ClaimTime time, List<Digest> rawDigests, int ordinal) {
        Origin(String kind, Tool tool, ClaimTime time, List<Digest> rawDigests) {
            this(kind, tool, time, rawDigests, 0);
        }
    }

    static Claim make(Outcome outcome, Origin origin, String suite, Submission submission) {
        ClaimId.Key key =
                new ClaimId.Key(origin.kind(), suite, origin.ordinal(), said(outcome, origin));
        return new Claim(
                ClaimId.of(origin.rawDigests(), submission.subject(), key),
                submission.subject(),
                submission.subjectName(),
                Relation.ABOUT_DIGEST,
                Optional.empty(),
                origin.kind(),
                suite,
                outcome.result(),
                outcome.reason().map(ErrorReason::name),
                outcome.counts(),
                outcome.labels(),
                origin.tool(),
                origin.time().claimedAt(),
                submission.receivedAt(),
                Optional.empty(),
                submission.submitter(),
                submission.trust(),
                origin.rawDigests(),
                EvidenceReader.PARSER_VERSION);
    }

    /**
     * What an upgrade or a right clock reads differently, or a corrected date, is another claim.
     */
    private static List<String> said(Outcome outcome, Origin origin) {
        List<String> said = new ArrayList<>();
        said.add(EvidenceReader.PARSER_VERSION);
        said.add(outcome.result().name());
        said.add(outcome.reason().map(ErrorReason::name).orElse(""));
        ClaimId.statedDate(origin.tool()).ifPresent(said::add);
        return said;
    }

    static String aheadDetail(String what, ClaimTime time, Submission submission) {
        return "%s states %s, more than %d minutes after the receipt at %s"
                .formatted(
                        what,
                        time.stated().map(Object::toString).orElse("a time"),
                        StatedTime.TOLERANCE.toMinutes(),
                        submission.receivedAt());
    }
}
