package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** How the files of a submission become claims. */
class EvidenceReaderTest {
    private static final String PASSED = "<testsuite name='a'><testcase name='a'/></testsuite>";
    private static final String FAILED =
            "<testsuite name='b'><testcase name='b'><failure/></testcase></testsuite>";

    @Test
    void all_test_reports_of_a_submission_form_one_claim() {
        Reading reading = Given.read(PASSED, FAILED, PASSED.replace("'a'", "'c'"));

        Claim claim = Given.claim(reading, "test");
        assertThat(claim.result()).isEqualTo(ClaimResult.FAIL);
        assertThat(claim.counts())
                .containsEntry("cases", 3L)
                .containsEntry("failed", 1L)
                .containsEntry("files", 3L);
        assertThat(claim.rawDigests()).hasSize(3).isSorted();
    }

    @Test
    void one_report_that_lost_cases_spoils_the_claim() {
        Reading reading =
                Given.read(PASSED, "<testsuite tests='3'><testcase name='z'/></testsuite>");

        assertThat(Given.claim(reading, "test").reason()).contains("FEWER_CASES_THAN_DECLARED");
    }

    @Test
    void one_empty_report_among_others_is_noted_and_spoils_nothing() {
        Reading reading = Given.read(PASSED, "<testsuite tests='0' name='none'/>");

        assertThat(Given.claim(reading, "test").result()).isEqualTo(ClaimResult.PASS);
        assertThat(Given.whole(reading).files().get(1).problems())
                .containsExactly("the report holds no test case");
    }

    @Test
    @Requirement("EVID-7")
    void one_unreadable_file_refuses_the_whole_submission() {
        Reading.Refused refused = Given.refused(Given.read(PASSED, "<testsuite>", PASSED));

        assertThat(refused.reason()).isEqualTo(Refusal.MALFORMED);
        assertThat(refused.file()).isEqualTo("file-1");
        assertThat(refused.message()).startsWith("file-1: ").contains("line 1");
    }

    @Test
    void a_submission_without_files_is_refused() {
        assertThat(Given.refused(Given.read(new String[0])).reason()).isEqualTo(Refusal.NO_FILES);
    }

    @Test
    void the_same_bytes_twice_are_counted_once() {
        Reading reading = Given.read(PASSED, PASSED);

        assertThat(Given.claim(reading, "test").counts())
                .containsEntry("cases", 1L)
                .containsEntry("files", 1L);
        assertThat(Given.whole(reading).files().get(1).problems())
                .containsExactly("has the same bytes as file-0; they were counted once");
    }

    @Test
    @Requirement("EVID-6")
    void the_order_and_the_names_of_files_change_no_claim() {
        List<EvidenceFile> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(Given.file("f" + i, FAILED.replace("'b'", "'b" + i + "'")));
            files.add(Given.file("g" + i, bom("tool" + i % 3, "\"name\": \"n" + i + "\"")));
        }
        List<EvidenceFile> shuffled = new ArrayList<>();
        files.forEach(f -> shuffled.add(new EvidenceFile("x" + f.name().hashCode(), f.bytes())));
        Collections.shuffle(shuffled, new Random(1));

        Reading.Read first = Given.whole(new EvidenceReader().read(files, Given.SUBMISSION));
        Reading.Read second = Given.whole(new EvidenceReader().read(shuffled, Given.SUBMISSION));

        assertThat(first.claims()).hasSize(4).isEqualTo(second.claims());
        assertThat(first.claims().toString()).isEqualTo(second.claims().toString());
        assertThat(first.claims().stream().map(Claim::id)).doesNotHaveDuplicates();
    }

    @Test
    @Requirement("EVID-6")
    void an_id_depends_on_bytes_subject_kind_and_suite() {
        String known = Given.claim(Given.read(PASSED), "test").id();

        assertThat(known)
                .isEqualTo("e303e8be551a64a2d5189bdac561167a252eb5622fccc49ffe267505a4b66085")
                .isNotEqualTo(Given.claim(Given.read(FAILED), "test").id());
        assertThat(Given.claim(read(PASSED, with(Optional.of("e2e"))), "test").id())
                .isNotEqualTo(known);
    }

    @Test
    void a_claim_carries_who_said_it_and_what_read_it() {
        Claim claim = Given.claim(read(PASSED, with(Optional.of("e2e"))), "test");

        assertThat(claim.subject()).isEqualTo(Given.SUBJECT);
        assertThat(claim.relation()).isEqualTo(Relation.ABOUT_DIGEST);
        assertThat(claim.suite()).isEqualTo("e2e");
        assertThat(claim.submitter()).isEqualTo("ci");
        assertThat(claim.signer()).isEmpty();
        assertThat(claim.trust()).isEqualTo(Trust.SUBMITTER_AUTHENTICATED);
        assertThat(claim.rawDigests()).containsExactly(Digest.sha256(PASSED.getBytes(UTF_8)));
        assertThat(claim.parserVersion()).isEqualTo("evidence/2");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "~\"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"%s\"}]~",
                "~\"version\": \"sha256:%s\"~",
                "~\"purl\": \"pkg:oci/shop@sha256%%3A%s?arch=amd64\"~",
            })
    void a_document_about_another_artifact_is_refused(String member) {
        String own = member.formatted(Given.SUBJECT.hex());
        String other = member.formatted("0".repeat(64));

        Reading.Refused refused = Given.refused(Given.read(described(other)));

        assertThat(refused.reason()).isEqualTo(Refusal.SUBJECT_MISMATCH);
        assertThat(refused.message()).contains("sha256:000", Given.SUBJECT.toString());
        assertThat(Given.claim(Given.read(described(own)), "sbom").result())
                .isEqualTo(ClaimResult.INFO);
    }

    @Test
    void an_xml_document_about_another_artifact_is_refused() {
        String document =
                """
                <bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1"><metadata>
                <component type="application"><name>shop</name><hashes>
                <hash alg="SHA-256">%s</hash></hashes></component></metadata>
                <components><component type="library"><name>a</name></component></components></bom>""";

        Reading other = Given.read(document.formatted("0".repeat(64)));
        Reading own = Given.read(document.formatted(Given.SUBJECT.hex()));

        assertThat(Given.refused(other).reason()).isEqualTo(Refusal.SUBJECT_MISMATCH);
        assertThat(Given.claim(own, "sbom").result()).isEqualTo(ClaimResult.INFO);
    }

    @Test
    void a_digest_of_another_algorithm_is_noted_since_it_cannot_be_compared() {
        String document =
                described(
                        "\"hashes\": [{\"alg\": \"SHA-512\", \"content\": \"%s\"}]"
                                .formatted("0".repeat(128)));

        Reading.Read read = Given.whole(Given.read(document));

        assertThat(read.files().getFirst().problems())
                .singleElement()
                .asString()
                .contains("cannot be held against");
    }

    @Test
    void the_database_date_stays_apart_from_the_scans_time() {
        Instant database = Given.NOW.minus(Duration.ofHours(5));

        Claim claim = Given.claim(read(scan("", "[]"), dated(database)), "vuln.scan");

        assertThat(claim.result()).isEqualTo(ClaimResult.INFO);
        assertThat(claim.tool().databaseAsOf()).contains(database);
        assertThat(claim.tool().databaseStatedBy()).contains("ci");
        assertThat(Given.claim(Given.read(scan("", "[]")), "vuln.scan").tool().databaseAsOf())
                .isEmpty();
    }

    @Test
    void a_time_ahead_of_ours_is_an_error() {
        String ahead = "\"metadata\": {\"timestamp\": \"2026-11-24T12:05:01Z\"},";
        Instant late = Given.NOW.plus(Duration.ofSeconds(301));

        assertThat(Given.claim(Given.read(scan(ahead, "[]")), "vuln.scan").reason())
                .contains("TIME_IN_FUTURE");
        assertThat(Given.claim(Given.read(scan(ahead, "[]")), "sbom").reason())
                .contains("TIME_IN_FUTURE");
        assertThat(Given.claim(read(scan("", "[]"), dated(late)), "vuln.scan").reason())
                .contains("TIME_IN_FUTURE");
    }

    @Test
    @Requirement("EVID-2")
    void an_empty_list_of_vulnerabilities_counts_only_where_something_was_scanned() {
        String nothing =
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"vulnerabilities\":[]}";

        Claim clean = Given.claim(Given.read(scan("", "[]")), "vuln.scan");
        Claim empty = Given.claim(Given.read(nothing), "vuln.scan");

        assertThat(clean.result()).isEqualTo(ClaimResult.INFO);
        assertThat(clean.counts()).containsEntry("findings", 0L);
        assertThat(empty.reason()).contains("NOTHING_SCANNED");
    }

    @Test
    void a_bill_of_materials_alone_is_no_scan() {
        Reading.Read read = Given.whole(Given.read(bom("t", "\"name\": \"a\"")));

        assertThat(read.claims()).singleElement().extracting(Claim::kind).isEqualTo("sbom");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "~\"ratings\": [{\"severity\": \"low\"}, {\"severity\": \"high\"}]~ | high",
                "~\"ratings\": [{\"severity\": \"info\"}]~ | none",
                "~\"ratings\": [{\"severity\": \"unknown\"}, {\"severity\": \"none\"}]~ | unknown",
                "~\"ratings\": [{\"score\": 9.8, \"method\": \"CVSSv31\"}]~ | critical",
                "~\"ratings\": [{\"score\": 9.8, \"method\": \"CVSSv2\"}]~ | high",
                "~\"ratings\": [{\"score\": 0.9, \"method\": \"other\"}]~ | unknown",
                "~\"ratings\": []~ | unknown",
                "~\"id\": \"CVE-1\"~ | unknown",
            })
    void the_highest_rating_of_a_vulnerability_counts(String members, String severity) {
        Claim claim = Given.claim(Given.read(scan("", "[{" + members + "}]")), "vuln.scan");

        assertThat(claim.counts()).containsEntry(severity, 1L).containsEntry("findings", 1L);
    }

    @Test
    void a_vulnerability_in_two_components_is_two_findings() {
        String twice =
                "[{\"ratings\": [{\"severity\": \"high\"}],"
                        + " \"affects\": [{\"ref\": \"a\"}, {\"ref\": \"b\"}]}]";

        Claim claim = Given.claim(Given.read(scan("", twice)), "vuln.scan");

        assertThat(claim.counts())
                .containsEntry("vulnerabilities", 1L)
                .containsEntry("findings", 2L)
                .containsEntry("high", 2L);
    }

    @Test
    void what_a_document_says_about_itself_closes_no_finding() {
        String excused =
                "[{\"ratings\": [{\"severity\": \"critical\"}],"
                        + " \"analysis\": {\"state\": \"not_affected\"}}]";

        Claim claim = Given.claim(Given.read(scan("", excused)), "vuln.scan");

        assertThat(claim.counts())
                .containsEntry("critical_open", 1L)
                .containsEntry("findings_open", 1L)
                .containsEntry("stated_closed", 1L);
    }

    @Test
    void scans_of_one_tool_in_one_submission_add_up() {
        String high = "[{\"ratings\": [{\"severity\": \"high\"}]}]";

        Claim claim = Given.claim(Given.read(scan("", high), scan("", "[]")), "vuln.scan");

        assertThat(claim.counts()).containsEntry("high", 1L).containsEntry("files", 2L);
    }

    @Test
    void components_inside_components_are_counted_apart() {
        String nested = "\"name\": \"a\", \"components\": [{\"type\": \"file\", \"name\": \"b\"}]";

        Claim claim = Given.claim(Given.read(bom("t", nested)), "sbom");

        assertThat(claim.counts())
                .containsEntry("components", 1L)
                .containsEntry("nested_components", 1L);
    }

    private static Reading read(String text, Submission submission) {
        return new EvidenceReader().read(List.of(Given.file("f", text)), submission);
    }

    private static Submission with(Optional<String> suite) {
        return submission(suite, Optional.empty());
    }

    private static Submission dated(Instant database) {
        return submission(Optional.empty(), Optional.of(database));
    }

    private static Submission submission(Optional<String> suite, Optional<Instant> database) {
        Submission s = Given.SUBMISSION;
        return new Submission(
                s.subject(), s.subjectName(), s.submitter(), s.trust(), suite, database, Given.NOW);
    }

    private static String bom(String tool, String component) {
        return """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
         "metadata": {"tools": {"components": [{"type": "application", "name": "%s"}]}},
         "components": [{"type": "library", %s}]}"""
                .formatted(tool, component);
    }

    private static String described(String member) {
        return """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
         "metadata": {"component": {"type": "container", "name": "shop", %s}},
         "components": [{"type": "library", "name": "a"}]}"""
                .formatted(member);
    }

    private static String scan(String metadata, String vulnerabilities) {
        return """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", %s
         "components": [{"type": "library", "name": "a"}], "vulnerabilities": %s}"""
                .formatted(metadata, vulnerabilities);
    }
}
