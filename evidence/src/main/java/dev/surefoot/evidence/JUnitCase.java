package dev.surefoot.evidence;

import java.util.Locale;

/**
 * One {@code testcase} element while it is open. A failure outweighs a skip, a skip outweighs a
 * pass. Only {@code flakyFailure} and {@code flakyError} mean passed after a retry; a lone {@code
 * rerunFailure} or {@code rerunError} is a failure whose first report was lost.
 */
final class JUnitCase {
    private final String name;
    private final String status;
    private boolean failed;
    private boolean skipped;
    private boolean flaky;

    JUnitCase(String className, String caseName, String status) {
        this.name = Shown.text(className.isEmpty() ? caseName : className + "." + caseName);
        this.status = status.strip().toLowerCase(Locale.ROOT);
    }

    String name() {
        return name;
    }

    /** Takes in an element below the case. */
    void holds(String element) {
        switch (element) {
            case "failure", "error", "rerunFailure", "rerunError" -> failed = true;
            case "flakyFailure", "flakyError" -> flaky = true;
            case "skipped" -> skipped = true;
            default -> {}
        }
    }

    /** Whether its status alone says that it failed; some writers leave the element out. */
    boolean failedByStatusAlone() {
        return !failed
                && switch (status) {
                    case "failed", "failure", "fail", "error", "errored" -> true;
                    default -> false;
                };
    }

    boolean hasFailed() {
        return failed || failedByStatusAlone();
    }

    boolean wasSkipped() {
        return !hasFailed() && (skipped || status.equals("disabled") || status.equals("notrun"));
    }

    boolean wasFlaky() {
        return flaky && !hasFailed() && !wasSkipped();
    }
}
