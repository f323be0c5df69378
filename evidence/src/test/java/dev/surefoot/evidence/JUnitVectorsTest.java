package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;
import dev.surefoot.testkit.Vectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Holds the reader against reports of real tools, as the set's README counts them. */
class JUnitVectorsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "junit/catch2/report.xml, 1, 0, 1, 0, FAIL",
        "junit/cunit/testFailure.xml, 4, 3, 1, 0, FAIL",
        "junit/flaky_retries/flaky_success_first.xml, 3, 1, 2, 0, FAIL",
        "junit/issues/testDisabled.xml, 22, 6, 6, 10, FAIL",
        "junit/junit-server-test/report.xml, 4, 2, 1, 1, FAIL",
        "junit/junit_flaky_failure/mixed_flaky_and_passed.xml, 3, 3, 0, 0, PASS",
        "junit/marathon_tests/com.mikepenz.DummyTest3#test_01.xml, 1, 0, 1, 0, FAIL",
        "junit/maven_surefire_flaky/surefire-report.xml, 1, 1, 0, 0, PASS",
        "junit/multiple/test_10.xml, 3, 3, 0, 0, FEWER_CASES_THAN_DECLARED",
        "junit/multiple/test_12.xml, 3, 2, 0, 1, FEWER_CASES_THAN_DECLARED",
        "junit/multiple_failures/test_multiple_failures.xml, 4, 1, 2, 1, FAIL",
        "junit/nested/multi-level.xml, 3, 3, 0, 0, FEWER_CASES_THAN_DECLARED",
        "junit/perl/result.xml, 1, 1, 0, 0, PASS",
        "junit/python/report_flaky.xml, 4, 2, 2, 0, FAIL",
        "junit/surefire/TEST-action.surefire.report.calc.AllOkTest.xml, 1, 1, 0, 0, PASS",
        "junit/surefire/TEST-action.surefire.report.calc.StringUtilsTest.xml, 5, 2, 2, 1, FAIL",
        "junit/xunit/report_fl_on_f.xml, 4, 3, 1, 0, FAIL",
        "trivy/alpine-310.junit.golden, 4, 0, 4, 0, FAIL",
    })
    @Requirement("EVID-1")
    @Requirement("EVID-3")
    void counts_the_cases_of_a_real_report(
            String file, long cases, long passed, long failed, long skipped, String outcome) {
        byte[] bytes = Vectors.read("reports", file);

        Claim claim = Given.claim(Given.read(bytes), "test");

        assertThat(claim.counts())
                .containsEntry("cases", cases)
                .containsEntry("passed", passed)
                .containsEntry("failed", failed)
                .containsEntry("skipped", skipped);
        assertThat(claim.reason().orElse(claim.result().name())).isEqualTo(outcome);
        assertThat(claim.suite()).isEqualTo("unit");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "junit/corrupt-junit/TEST-test.CorruptTest.xml",
        "junit/junit-web-test/expectedRetries.xml",
    })
    @Requirement("EVID-7")
    void refuses_a_report_that_is_not_well_formed_with_line_and_column(String file) {
        byte[] bytes = Vectors.read("reports", file);

        Reading.Refused refused = Given.refused(Given.read(bytes));

        assertThat(refused.reason()).isEqualTo(Refusal.MALFORMED);
        assertThat(refused.message()).containsPattern("line \\d+, column \\d+");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "junit/junit_flaky_failure/mixed_flaky_and_passed.xml, 1",
        "junit/maven_surefire_flaky/surefire-report.xml, 1",
        "junit/flaky_retries/flaky_success_first.xml, 0",
        "junit/junit-server-test/report.xml, 0",
        "junit/python/report_flaky.xml, 0",
    })
    void calls_flaky_only_what_the_report_calls_flaky(String file, long flaky) {
        byte[] bytes = Vectors.read("reports", file);

        Claim claim = Given.claim(Given.read(bytes), "test");

        assertThat(claim.counts()).containsEntry("flaky", flaky);
    }

    @Test
    void says_so_when_a_suite_declares_fewer_cases_than_it_holds() {
        byte[] bytes = Vectors.read("reports", "junit/junit-server-test/report.xml");

        Reading.Read read = Given.whole(Given.read(bytes));

        assertThat(read.files())
                .singleElement()
                .extracting(FileReport::format)
                .isEqualTo(Format.JUNIT_XML);
        assertThat(read.files().getFirst().problems())
                .anySatisfy(p -> assertThat(p).contains("tests=\"3\"", "holds 4"));
    }

    @Test
    @Requirement("EVID-7")
    void a_report_cut_anywhere_never_passes() throws IOException {
        for (String name : List.of("junit/perl/result.xml", "junit/cunit/testFailure.xml")) {
            byte[] bytes = Vectors.read("reports", name);
            for (int length = 0; length < bytes.length - 20; length += 7) {
                byte[] cut = java.util.Arrays.copyOf(bytes, length);

                assertThat(Given.read(cut))
                        .as("%s cut at %d", name, length)
                        .isInstanceOf(Reading.Refused.class);
            }
        }
    }

    @Test
    void the_table_names_every_file_of_the_folder() throws IOException {
        try (var files = Files.walk(Vectors.set("reports").resolve("junit"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(19);
        }
    }
}
