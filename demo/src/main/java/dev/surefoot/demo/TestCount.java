package dev.surefoot.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What JUnit XML reports say, counted by their test cases and not by what their heads claim.
 *
 * @param run test cases, skipped ones included
 * @param failed test cases of these with a failure or an error
 */
record TestCount(int run, int failed) {
    /**
     * Counts the cases of all reports.
     *
     * @throws BuildFailure if a report is not well-formed
     */
    static TestCount of(List<Path> reports) throws IOException {
        TestCount sum = new TestCount(0, 0);
        for (Path report : reports) {
            TestCount one = of(report);
            sum = new TestCount(sum.run + one.run, sum.failed + one.failed);
        }
        return sum;
    }

    private static TestCount of(Path report) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(report)) {
            return count(factory.createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            throw new BuildFailure(report + " is not well-formed: " + e.getMessage());
        }
    }

    private static TestCount count(XMLStreamReader xml) throws XMLStreamException {
        int run = 0;
        int failed = 0;
        boolean counted = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "testcase" -> {
                    run++;
                    counted = false;
                }
                case "failure", "error" -> {
                    failed += counted ? 0 : 1;
                    counted = true;
                }
                default -> {}
            }
        }
        return new TestCount(run, failed);
    }
}
