package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads in-toto's and cosign's vulnerability predicates. Neither lists what was scanned: findings
 * show that something was, an empty list shows nothing. Cosign's result is the scanner's own
 * document, read if it is Trivy's. Stateless.
 */
final class ScanPredicate {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}(\\.\\d{1,3})?");

    private ScanPredicate() {}

    static Said read(Statement statement, Submission submission) throws RefusedException {
        JsonNode predicate = statement.predicate();
        JsonNode scanner = Fields.object(predicate, "scanner", "predicate");
        JsonNode result = scanner.path("result");
        JsonNode database = scanner.path("db");
        Optional<Instant> inside = StatedTime.parse(Fields.text(database, "lastUpdate"));
        Optional<Instant> asOf = inside.or(submission::databaseAsOf);
        Tool tool =
                new Tool(
                        toolName(Fields.text(scanner, "uri")),
                        Fields.text(scanner, "version").isEmpty()
                                ? "unknown"
                                : Shown.text(Fields.text(scanner, "version")),
                        asOf,
                        asOf.map(d -> inside.isPresent() ? Tool.DOCUMENT : submission.submitter()));
        ClaimTime time =
                Fields.time(
                        predicate.path("metadata"),
                        submission.receivedAt(),
                        "scanFinishedOn",
                        "scanStartedOn");
        return Said.of(PredicateType.SCAN.kind(), tool, time, outcome(result));
    }

    private static Outcome outcome(JsonNode result) throws RefusedException {
        ScanTally tally = new ScanTally();
        long scanned;
        if (result.isObject() && TrivyJson.isOne(result)) {
            TrivyReport trivy = TrivyJson.read(result, Limits.STANDARD);
            tally.add(trivy.scan());
            scanned = trivy.components();
        } else if (result.isArray()) {
            for (JsonNode finding : result) {
                if (!finding.isObject()) {
                    throw Fields.invalid("predicate.scanner.result has an entry that is no object");
                }
                tally.add(severity(finding.path("severity")), 1, false);
            }
            scanned = result.isEmpty() ? 0 : 1;
        } else {
            scanned = 0;
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        tally.addTo(counts);
        counts.put("components", scanned);
        return scanned > 0
                ? Outcome.of(ClaimResult.INFO, counts)
                : Outcome.error(
                        ErrorReason.NOTHING_SCANNED,
                        "the predicate names nothing that was scanned and no finding",
                        counts);
    }

    private static Severity severity(JsonNode ratings) {
        Optional<Severity> worst = Optional.empty();
        for (JsonNode rating : ratings) {
            String method = Fields.text(rating, "method");
            String score = rating.path("score").asString("");
            Optional<Severity> one =
                    NUMBER.matcher(score).matches()
                            ? Severity.ofRating("", method, Optional.of(new BigDecimal(score)))
                            : Severity.ofRating(score, method, Optional.empty());
            if (one.isPresent()) {
                worst = Optional.of(worst.orElse(Severity.NONE).max(one.get()));
            }
        }
        return worst.orElse(Severity.UNKNOWN);
    }

    /** The package's name of a package URL, so that it is called as in the scanner's own report. */
    private static String toolName(String uri) {
        if (!uri.startsWith("pkg:")) {
            return uri.isEmpty() ? "unknown" : Shown.text(uri);
        }
        String path = uri.split("[@?#]", 2)[0];
        return Shown.text(path.substring(path.lastIndexOf('/') + 1));
    }
}
