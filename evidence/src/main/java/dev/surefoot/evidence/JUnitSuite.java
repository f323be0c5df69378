package dev.surefoot.evidence;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** One {@code testsuite} or {@code testsuites} element while it is open. */
final class JUnitSuite {
    private static final Pattern COUNT = Pattern.compile("\\d{1,30}(\\.0{1,9})?");

    final String name;
    final String where;
    private final String tests;
    private final String failures;
    private final String errors;
    long cases;
    long failed;
    long flaky;

    JUnitSuite(XmlScan xml) {
        String stated = xml.attribute("name");
        this.name = stated.isEmpty() ? "" : " \"" + Shown.text(stated) + "\"";
        this.where = xml.where();
        this.tests = xml.attribute("tests");
        this.failures = xml.attribute("failures");
        this.errors = xml.attribute("errors");
    }

    /** Adds what a suite inside this one holds. */
    void add(JUnitSuite inner) {
        cases += inner.cases;
        failed += inner.failed;
        flaky += inner.flaky;
    }

    /** Holds what the suite declares against what was counted, when its element ends. */
    void check(JUnitTally tally) {
        BigDecimal found = BigDecimal.valueOf(cases);
        Optional<BigDecimal> declared = count(tests);
        if (declared.isPresent() && declared.get().compareTo(found) > 0) {
            tally.addFlaw(
                    ErrorReason.FEWER_CASES_THAN_DECLARED,
                    "suite%s%s declares tests=\"%s\" and holds %d"
                            .formatted(name, where, Shown.text(tests), cases));
        } else if (declared.isPresent() && declared.get().compareTo(found) < 0) {
            tally.addProblem(
                    "suite%s%s declares tests=\"%s\" and holds %d; all were counted"
                            .formatted(name, where, Shown.text(tests), cases));
        } else if (declared.isEmpty() && !tests.isBlank()) {
            tally.addProblem(
                    "suite%s%s declares tests=\"%s\", which is no count"
                            .formatted(name, where, Shown.text(tests)));
        }
        boolean declaresBad = isPositive(failures) || isPositive(errors);
        if (declaresBad && failed == 0 && flaky == 0) {
            // A suite that never got as far as a case leaves only this trace.
            tally.addFlaw(
                    ErrorReason.DECLARED_FAILURES_MISSING,
                    "suite%s%s declares failures=\"%s\" errors=\"%s\" and holds no failed case"
                            .formatted(name, where, Shown.text(failures), Shown.text(errors)));
        }
    }

    private static boolean isPositive(String text) {
        return count(text).map(n -> n.signum() > 0).orElse(false);
    }

    private static Optional<BigDecimal> count(String text) {
        String stripped = text.strip();
        return COUNT.matcher(stripped).matches()
                ? Optional.of(new BigDecimal(stripped))
                : Optional.empty();
    }
}
