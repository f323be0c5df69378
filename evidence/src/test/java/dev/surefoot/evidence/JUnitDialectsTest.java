package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;

/** The dialects of JUnit XML, each in the smallest report that shows its own way. */
class JUnitDialectsTest {
    @Test
    void surefire_reports_a_test_that_passed_after_a_retry_as_flaky() {
        Claim claim =
                test(
                        """
                        <testsuite name="a.BTest" tests="2" failures="0" errors="0" flakes="1">
                          <testcase name="x" classname="a.BTest"><flakyError type="E">
                            <stackTrace>t</stackTrace><system-out>o</system-out></flakyError></testcase>
                          <testcase name="y" classname="a.BTest"/>
                        </testsuite>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.PASS);
        assertThat(claim.counts())
                .containsEntry("cases", 2L)
                .containsEntry("passed", 2L)
                .containsEntry("flaky", 1L);
    }

    @Test
    void surefire_reports_a_test_that_failed_every_retry_as_failed_once() {
        Claim claim =
                test(
                        """
                        <testsuite name="a.BTest" tests="1" failures="1" errors="0">
                          <testcase name="x" classname="a.BTest"><failure type="E">f</failure>
                            <rerunFailure type="E"><stackTrace>t</stackTrace></rerunFailure>
                          </testcase>
                        </testsuite>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.FAIL);
        assertThat(claim.counts()).containsEntry("failed", 1L).containsEntry("flaky", 0L);
        assertThat(claim.labels()).containsEntry("failed_cases", "a.BTest.x");
    }

    @Test
    void a_rerun_that_failed_without_its_first_failure_is_no_pass() {
        Claim claim =
                test(
                        "<testsuite tests='1'><testcase name='x'><rerunError/></testcase>"
                                + "</testsuite>");

        assertThat(claim.result()).isEqualTo(ClaimResult.FAIL);
    }

    @Test
    void gradle_writes_no_zone_so_its_time_stays_unknown() {
        Claim claim =
                test(
                        """
                        <testsuite name="a.B" tests="2" skipped="1" failures="0" errors="0"
                            timestamp="2026-11-24T09:00:00" hostname="h" time="0.1">
                          <properties/>
                          <testcase name="x()" classname="a.B" time="0.1"/>
                          <testcase name="y()" classname="a.B" time="0.0"><skipped/></testcase>
                          <system-out><![CDATA[<failure/>]]></system-out>
                        </testsuite>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.PASS);
        assertThat(claim.counts()).containsEntry("skipped", 1L);
        assertThat(claim.claimedAt()).isEqualTo(Given.NOW);
        assertThat(claim.labels())
                .containsEntry("claimed_at_from", "receipt: the stated time has no zone");
    }

    @Test
    void pytest_reports_an_error_of_the_teardown_within_the_case() {
        Claim claim =
                test(
                        """
                        <?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite
                        name="pytest" errors="1" failures="0" skipped="0" tests="2" time="0.1"
                        timestamp="2026-11-24T11:00:00.123456+01:00" hostname="h"><testcase
                        classname="t" name="a" time="0"/><testcase classname="t" name="b" time="0">
                        <error message="failed on teardown">E</error></testcase></testsuite></testsuites>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.FAIL);
        assertThat(claim.claimedAt()).isEqualTo(Instant.parse("2026-11-24T10:00:00.123456Z"));
        assertThat(claim.labels()).containsEntry("claimed_at_from", "document");
    }

    @Test
    void jest_counts_a_file_that_did_not_compile_as_an_error_without_a_case() {
        Claim claim =
                test(
                        """
                        <testsuites name="jest tests" tests="1" failures="0" errors="1" time="1">
                          <testsuite name="a" errors="0" failures="0" skipped="0" tests="1">
                            <testcase classname="a" name="works" time="0"/></testsuite>
                          <testsuite name="b" errors="1" failures="0" skipped="0" tests="0"/>
                        </testsuites>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.ERROR);
        assertThat(claim.reason()).contains("DECLARED_FAILURES_MISSING");
        assertThat(claim.labels().get("detail")).contains("\"b\"", "errors=\"1\"");
    }

    @Test
    void go_junit_report_lists_packages_side_by_side() {
        Claim claim =
                test(
                        """
                        <testsuites tests="3" failures="1">
                          <testsuite name="p/a" tests="2" failures="1" errors="0" id="0"
                              timestamp="2026-11-24T11:00:00Z">
                            <testcase name="TestA" classname="p/a"><failure message="Failed"/></testcase>
                            <testcase name="TestB" classname="p/a"/></testsuite>
                          <testsuite name="p/b" tests="1" failures="0" errors="0" id="1"
                              timestamp="2026-11-24T11:30:00Z">
                            <testcase name="TestC" classname="p/b"/></testsuite>
                        </testsuites>""");

        assertThat(claim.counts()).containsEntry("cases", 3L).containsEntry("failed", 1L);
        assertThat(claim.claimedAt()).isEqualTo(Instant.parse("2026-11-24T11:30:00Z"));
    }

    @Test
    void googletest_says_notrun_for_a_disabled_test() {
        Claim claim =
                test(
                        """
                        <testsuites tests="3" failures="0" disabled="1" errors="0" name="AllTests">
                          <testsuite name="S" tests="3" failures="0" disabled="1" skipped="1">
                            <testcase name="A" status="run" result="completed" classname="S"/>
                            <testcase name="B" status="run" result="skipped"><skipped/></testcase>
                            <testcase name="D" status="notrun" result="suppressed" classname="S"/>
                          </testsuite></testsuites>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.PASS);
        assertThat(claim.counts()).containsEntry("skipped", 2L).containsEntry("passed", 1L);
    }

    @Test
    void phpunit_nests_suites_and_counts_in_the_outer_ones_too() {
        Claim claim =
                test(
                        """
                        <testsuites><testsuite name="all" tests="2"><testsuite name="A" tests="1">
                          <testcase name="a"/></testsuite><testsuite name="B" tests="1">
                          <testsuite name="B::p" tests="1"><testcase name="b"/></testsuite>
                        </testsuite></testsuite></testsuites>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.PASS);
        assertThat(claim.counts()).containsEntry("cases", 2L);
    }

    @Test
    void catch2_hangs_a_failed_section_beside_passed_ones() {
        Claim claim =
                test(
                        """
                        <testsuites><testsuite name="t" errors="1" failures="0" tests="2"
                            hostname="tbd" time="0" timestamp="2026-11-24T11:00:00Z">
                          <testcase classname="t.global" name="ok" time="0" status="run"/>
                          <testcase classname="t.global" name="bad" time="0" status="run">
                            <error message="threw" type="TEST_CASE"/></testcase>
                        </testsuite></testsuites>""");

        assertThat(claim.result()).isEqualTo(ClaimResult.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "FAIL", "error"})
    void a_status_that_says_failed_is_no_pass_without_its_element(String status) {
        Claim claim =
                test("<testsuite><testcase name='a' status='%s'/></testsuite>".formatted(status));

        assertThat(claim.result()).isEqualTo(ClaimResult.FAIL);
    }

    @Test
    void a_failure_outweighs_a_skip() {
        Claim claim =
                test(
                        "<testsuite><testcase name='a' status='disabled'><skipped/><failure/>"
                                + "</testcase></testsuite>");

        assertThat(claim.counts()).containsEntry("failed", 1L).containsEntry("skipped", 0L);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "<testsuites/>, NO_TEST_CASES",
                "<testsuite tests='0'></testsuite>, NO_TEST_CASES",
                "<testsuite tests='2'><testcase name='a'/></testsuite>, FEWER_CASES_THAN_DECLARED",
                "<testsuites tests='99999999999999999999'><testsuite><testcase/></testsuite>"
                        + "</testsuites>, FEWER_CASES_THAN_DECLARED",
                "<testsuites><testsuite tests='2'><testsuite><testcase/></testsuite></testsuite>"
                        + "<testsuite><testcase/></testsuite></testsuites>, FEWER_CASES_THAN_DECLARED",
                "<testsuite><error/><testcase/></testsuite>, FAILURE_OUTSIDE_CASES",
                "<testsuite failures='1'><testcase/></testsuite>, DECLARED_FAILURES_MISSING",
                "<testsuite><testcase><skipped/></testcase></testsuite>, NOTHING_RAN",
                "<testsuite timestamp='2026-11-24T12:05:01Z'><testcase/></testsuite>, TIME_IN_FUTURE",
            })
    @Requirement("EVID-1")
    void a_report_that_proves_nothing_is_an_error_with_a_name(String report, String reason) {
        Claim claim = test(report);

        assertThat(claim.result()).isEqualTo(ClaimResult.ERROR);
        assertThat(claim.reason()).contains(reason);
        assertThat(claim.labels().get("detail")).isNotBlank();
        assertThat(claim.claimedAt()).isBeforeOrEqualTo(Given.NOW);
    }

    @Test
    void a_time_five_minutes_ahead_is_still_believed() {
        Claim claim = test("<testsuite timestamp='2026-11-24T12:05:00Z'><testcase/></testsuite>");

        assertThat(claim.result()).isEqualTo(ClaimResult.PASS);
        assertThat(claim.claimedAt()).isEqualTo(Instant.parse("2026-11-24T12:05:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<test-run id='2' testcasecount='1' result='Passed'><test-case/></test-run>",
                "<assemblies><assembly total='1' passed='1'/></assemblies>",
                "<testng-results passed='1'/>",
                "<testcase name='a'/>",
                "<html><body>502 Bad Gateway</body></html>",
            })
    void other_test_formats_are_refused_not_guessed(String report) {
        assertThat(Given.refused(Given.read(report)).reason()).isEqualTo(Refusal.UNKNOWN_FORMAT);
    }

    private static Claim test(String report) {
        return Given.claim(Given.read(report), "test");
    }
}
