package dev.surefoot.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the one claim of kind {@code vuln.scan} of a submission's Trivy reports. Trivy names no
 * date of its database, so the submitter's stands in; the oldest report's time stands for all.
 */
final class TrivyClaims {
    private TrivyClaims() {}

    /** Reports come without repetition, ordered by digest. */
    static Claim claim(Map<Digest, TrivyReport> reports, Submission submission) {
        SortedMap<String, Long> counts = new TreeMap<>();
        ScanTally sum = new ScanTally();
        long components = 0;
        boolean empty = false;
        for (TrivyReport report : reports.values()) {
            sum.add(report.scan());
            components += report.components();
            empty |= report.components() == 0;
        }
        sum.addTo(counts);
        counts.put("components", components);
        counts.put("files", (long) reports.size());
        Outcome outcome =
                empty
                        ? Outcome.error(
                                ErrorReason.NOTHING_SCANNED,
                                "a report names no result, so nothing was scanned",
                                counts)
                        : Outcome.of(ClaimResult.INFO, counts);
        Optional<Instant> database = submission.databaseAsOf();
        Tool tool =
                new Tool(
                        "trivy",
                        reports.values().stream()
                                .flatMap(r -> r.version().stream())
                                .map(Shown::text)
                                .findFirst()
                                .orElse("unknown"),
                        database,
                        database.map(d -> submission.submitter()));
        Said said =
                Said.of(PredicateType.SCAN.kind(), tool, time(reports, submission), outcome)
                        .unlessAhead(submission);
        said.labels().put("format", Format.TRIVY_JSON.name());
        said.time().addTo(said.labels());
        Claims.Origin origin =
                new Claims.Origin(
                        said.kind(), said.tool(), said.time(), List.copyOf(reports.keySet()));
        return Claims.make(
                said.outcome(), origin, submission.suite().orElse(said.suite()), submission);
    }

    private static ClaimTime time(Map<Digest, TrivyReport> reports, Submission submission) {
        Optional<Instant> oldest = Optional.empty();
        boolean unknown = false;
        for (TrivyReport report : reports.values()) {
            Optional<Instant> stated = StatedTime.parse(report.createdAt());
            if (stated.isPresent() && StatedTime.isAhead(stated.get(), submission.receivedAt())) {
                return ClaimTime.of(stated, false, submission.receivedAt());
            }
            unknown |= stated.isEmpty() && !report.createdAt().isEmpty();
            if (oldest.isEmpty() || stated.filter(oldest.get()::isAfter).isPresent()) {
                oldest = stated;
            }
        }
        return ClaimTime.of(oldest, unknown, submission.receivedAt());
    }
}
