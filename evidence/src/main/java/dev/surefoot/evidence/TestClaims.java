package dev.surefoot.evidence;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the one claim of kind {@code test} of a submission from all its JUnit files. Counts: {@code
 * cases}, {@code passed} (with {@code flaky}), {@code failed}, {@code skipped}, {@code flaky},
 * {@code files}. PASS needs at least one case that ran, and none that failed.
 */
final class TestClaims {
    static final String KIND = "test";
    private static final String SUITE = "unit";

    private TestClaims() {}

    /** Files come without repetition, ordered by digest. */
    static Claim claim(Map<Digest, JUnitTally> files, Submission submission) {
        JUnitTally sum = new JUnitTally();
        files.values().forEach(sum::add);
        ClaimTime time = ClaimTime.of(sum.newest, sum.zoneless, submission.receivedAt());
        Outcome outcome = outcome(sum, time, files.size(), submission);
        outcome.labels().put("format", Format.JUNIT_XML.name());
        if (!sum.failedNames.isEmpty()) {
            outcome.labels().put("failed_cases", String.join("\n", sum.failedNames));
        }
        time.addTo(outcome.labels());
        // The format names no tool: a suite, not a runner, is what a later report replaces.
        Tool tool = new Tool("junit", "unknown");
        Claims.Origin origin = new Claims.Origin(KIND, tool, time, List.copyOf(files.keySet()));
        return Claims.make(outcome, origin, submission.suite().orElse(SUITE), submission);
    }

    private static Outcome outcome(
            JUnitTally sum, ClaimTime time, long files, Submission submission) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("cases", sum.cases);
        counts.put("passed", sum.passed);
        counts.put("failed", sum.failed);
        counts.put("skipped", sum.skipped);
        counts.put("flaky", sum.flaky);
        counts.put("files", files);
        if (sum.flaw.isPresent()) {
            JUnitTally.Flaw flaw = sum.flaw.get();
            return Outcome.error(flaw.reason(), flaw.detail(), counts);
        }
        if (sum.cases == 0) {
            return Outcome.error(
                    ErrorReason.NO_TEST_CASES, "the reports hold no test case", counts);
        }
        if (time.isAhead(submission.receivedAt())) {
            return Outcome.error(
                    ErrorReason.TIME_IN_FUTURE,
                    Claims.aheadDetail("a suite", time, submission),
                    counts);
        }
        if (sum.failed > 0) {
            return Outcome.of(ClaimResult.FAIL, counts);
        }
        return sum.passed == 0
                ? Outcome.error(
                        ErrorReason.NOTHING_RAN,
                        "all %d test cases were skipped".formatted(sum.cases),
                        counts)
                : Outcome.of(ClaimResult.PASS, counts);
    }
}
