package dev.surefoot.evidence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;

/**
 * Counts the test cases of one JUnit XML document, in whichever dialect: {@code testcase} elements
 * at any depth, in any namespace. What suites declare about themselves is held against the count
 * and never taken for it. One use, one thread.
 */
final class JUnitXml {
    private final XmlScan xml;
    private final Limits limits;
    private final JUnitTally tally = new JUnitTally();
    private final Deque<JUnitSuite> suites = new ArrayDeque<>();
    private final Deque<JUnitCase> cases = new ArrayDeque<>();
    private int passedOver;

    private JUnitXml(XmlScan xml, Limits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    /** Counts the rest of a document whose root element has just started. */
    static JUnitTally count(XmlScan xml, Limits limits) throws RefusedException {
        JUnitXml reader = new JUnitXml(xml, limits);
        reader.started();
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                reader.started();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                reader.ended();
            }
        }
        if (reader.tally.cases == 0) {
            reader.tally.addProblem("the report holds no test case");
        }
        return reader.tally;
    }

    private void started() throws RefusedException {
        String element = xml.reader().getLocalName();
        if (passedOver > 0) {
            passedOver++;
            return;
        }
        switch (element) {
            case "testsuites", "testsuite" -> suites.push(suite());
            case "testcase" -> cases.push(testCase());
            default -> inside(element);
        }
    }

    private JUnitSuite suite() {
        String time = xml.attribute("timestamp");
        if (!time.isBlank()) {
            StatedTime.parse(time).ifPresentOrElse(tally::addTime, () -> tally.zoneless = true);
        }
        return new JUnitSuite(xml);
    }

    private JUnitCase testCase() throws RefusedException {
        if (++tally.cases > limits.findings()) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "more than %d test cases in one file; split the report"
                            .formatted(limits.findings()));
        }
        return new JUnitCase(
                xml.attribute("classname"), xml.attribute("name"), xml.attribute("status"));
    }

    private void inside(String element) {
        JUnitCase open = cases.peek();
        if (open != null) {
            open.holds(element);
        } else if (element.equals("failure") || element.equals("error")) {
            // Set-up of a whole suite failed: some writers hang that on the suite itself.
            tally.addFlaw(
                    ErrorReason.FAILURE_OUTSIDE_CASES,
                    "a %s stands outside any test case%s".formatted(element, xml.where()));
        }
        if (element.equals("flakyFailure") || element.equals("flakyError")) {
            // What is told about a failed try is not about the case's outcome.
            passedOver = 1;
        }
    }

    private void ended() {
        if (passedOver > 0) {
            passedOver--;
            return;
        }
        switch (xml.reader().getLocalName()) {
            case "testsuites", "testsuite" -> suiteEnded(suites.pop());
            case "testcase" -> caseEnded(cases.pop());
            default -> {}
        }
    }

    private void caseEnded(JUnitCase ended) {
        Optional<JUnitSuite> around = Optional.ofNullable(suites.peek());
        around.ifPresent(s -> s.cases++);
        if (ended.failedByStatusAlone()) {
            tally.addProblem(
                    "case \"%s\"%s says by its status alone that it failed"
                            .formatted(ended.name(), xml.where()));
        }
        if (ended.hasFailed()) {
            tally.failed++;
            tally.addFailedName(ended.name());
            around.ifPresent(s -> s.failed++);
        } else if (ended.wasSkipped()) {
            tally.skipped++;
        } else {
            tally.passed++;
        }
        if (ended.wasFlaky()) {
            tally.flaky++;
            around.ifPresent(s -> s.flaky++);
        }
    }

    private void suiteEnded(JUnitSuite ended) {
        ended.check(tally);
        JUnitSuite around = suites.peek();
        if (around != null) {
            around.add(ended);
        }
    }
}
