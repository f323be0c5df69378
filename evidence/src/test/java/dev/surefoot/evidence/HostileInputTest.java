package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Input that was made to harm, or that lost a part on its way. */
@Requirement("EVID-5")
class HostileInputTest {
    private static final String SUITE = "<testsuite><testcase name=\"a\"/></testsuite>";
    private static final String BOM =
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
             "components": [{"type": "library", "name": "a"}]%s}""";

    @Test
    void an_external_entity_is_refused_and_not_read(@org.junit.jupiter.api.io.TempDir Path folder)
            throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the-secret");

        Reading.Refused refused =
                Given.refused(
                        Given.read(
                                """
                                <!DOCTYPE testsuite [<!ENTITY x SYSTEM "%s">]>
                                <testsuite><testcase name="a">&x;</testcase></testsuite>"""
                                        .formatted(secret.toUri())));

        assertThat(refused.reason()).isEqualTo(Refusal.ENTITY_REFUSED);
        assertThat(refused.message()).contains("line 2").doesNotContain("the-secret");
    }

    @Test
    void an_external_dtd_is_never_loaded_and_does_no_harm() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String report =
                    "<!DOCTYPE testsuite PUBLIC \"-//X\" \"http://127.0.0.1:%d/x.dtd\">%s"
                            .formatted(server.getLocalPort(), SUITE);

            Reading reading = Given.read(report);

            server.setSoTimeout(50);
            assertThat(Given.claim(reading, "test").result()).isEqualTo(ClaimResult.PASS);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(server::accept))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<testcase name=\"a\">&c;</testcase>", "<testcase name=\"&c;\"/>"})
    void a_billion_laughs_are_refused(String inside) {
        String report =
                """
                <!DOCTYPE testsuite [<!ENTITY a "lolololol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
                <testsuite>%s</testsuite>"""
                        .formatted(inside);

        assertThat(Given.refused(Given.read(report)).reason()).isEqualTo(Refusal.ENTITY_REFUSED);
    }

    @Test
    void the_same_attacks_on_a_bill_of_materials_are_refused() {
        String report =
                """
                <!DOCTYPE bom [<!ENTITY a SYSTEM "file:///etc/hostname">]>
                <bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><components>
                <component type="library"><name>&a;</name></component></components></bom>""";

        assertThat(Given.refused(Given.read(report)).reason()).isEqualTo(Refusal.ENTITY_REFUSED);
    }

    @Test
    void five_entities_of_xml_itself_are_read() {
        Claim claim =
                Given.claim(
                        Given.read(
                                "<testsuite><testcase name='&lt;a&gt; &amp; &#98;'><failure/>"
                                        + "</testcase></testsuite>"),
                        "test");

        assertThat(claim.labels()).containsEntry("failed_cases", "<a> & b");
    }

    @Test
    void a_thousand_nested_elements_exceed_the_depth() {
        String report = "<testsuite>".repeat(1000) + "</testsuite>".repeat(1000);

        assertThat(Given.refused(Given.read(report)).reason()).isEqualTo(Refusal.LIMIT_EXCEEDED);
    }

    @Test
    void a_hundred_nested_elements_do_not() {
        String report =
                "<testsuite>".repeat(99) + "<testcase name='a'/>" + "</testsuite>".repeat(99);

        assertThat(Given.claim(Given.read(report), "test").result()).isEqualTo(ClaimResult.PASS);
    }

    @Test
    void many_escaped_characters_are_no_attack() {
        String report =
                "<testsuite><testcase name='a'><failure>%s</failure></testcase></testsuite>"
                        .formatted("&lt;&#10;".repeat(200_000));

        assertThat(Given.claim(Given.read(report), "test").result()).isEqualTo(ClaimResult.FAIL);
    }

    @Test
    void a_thousand_attributes_exceed_the_parsers_own_limit() {
        StringBuilder report = new StringBuilder("<testsuite");
        for (int i = 0; i < 1000; i++) {
            report.append(" a").append(i).append("='1'");
        }

        assertThat(Given.refused(Given.read(report + "/>")).reason())
                .isEqualTo(Refusal.LIMIT_EXCEEDED);
    }

    @Test
    @Requirement("EVID-16")
    void json_of_more_parts_than_memory_may_hold_exceeds_the_limit() {
        String report =
                "{\"SchemaVersion\": 2, \"ArtifactName\": \"a\", \"Results\": ["
                        + "{\"a\":{}},".repeat((int) Json.MOST_TOKENS / 5)
                        + "{}]}";

        Reading.Refused refused = Given.refused(Given.read(report));

        assertThat(refused.reason()).isEqualTo(Refusal.LIMIT_EXCEEDED);
        assertThat(refused.message()).contains("2000000", "split the report");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e19", "-1e999999999", "1e-999999999"})
    void a_number_beyond_all_bounds_is_refused_and_no_fault(String number) {
        String bom = BOM.formatted("").replace("\"version\": 1", "\"version\": " + number);

        assertThat(Given.refused(Given.read(bom)).reason()).isEqualTo(Refusal.SCHEMA_INVALID);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1000, 100_000})
    void json_nested_too_deep_exceeds_the_depth(int depth) {
        String document = "[".repeat(depth) + "]".repeat(depth);

        assertThat(Given.refused(Given.read(document)).reason()).isEqualTo(Refusal.LIMIT_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {", \"version\": 1", ", \"vulnerabilities\": [], \"vulnerabilities\": []"})
    void a_repeated_key_is_refused_by_name(String repeated) {
        Reading.Refused refused = Given.refused(Given.read(BOM.formatted(repeated)));

        assertThat(refused.reason()).isEqualTo(Refusal.DUPLICATE_KEY);
        assertThat(refused.message()).containsPattern("line \\d+, column \\d+");
    }

    @Test
    void text_after_the_document_is_refused() {
        assertThat(Given.refused(Given.read(BOM.formatted("") + "{}")).reason())
                .isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void more_than_the_limits_allow_is_refused_by_name() {
        EvidenceReader small = new EvidenceReader(new Limits(1000, 10, 50, 2));
        String fifty = "x".repeat(51);
        List<String> beyond =
                List.of(
                        "<testsuite>" + " ".repeat(1000) + "<testcase/></testsuite>",
                        "<testsuite><testcase name='%s'/></testsuite>".formatted(fifty),
                        "<testsuite><system-out>%s</system-out></testsuite>".formatted(fifty),
                        "<testsuite><!--%s--></testsuite>".formatted(fifty),
                        "<testsuite><testcase/><testcase/><testcase/></testsuite>",
                        BOM.formatted(", \"serialNumber\": \"" + fifty + "\""),
                        BOM.formatted(", \"vulnerabilities\": [{}, {}, {}]"),
                        BOM.replace(
                                "]%s",
                                ", {\"type\": \"file\", \"name\": \"b\", \"components\":"
                                        + " [{\"type\": \"file\", \"name\": \"c\"}]}]"));

        for (String text : beyond) {
            Reading reading = small.read(List.of(Given.file("f", text)), Given.SUBMISSION);

            assertThat(Given.refused(reading).reason()).as(text).isEqualTo(Refusal.LIMIT_EXCEEDED);
        }
    }

    @Test
    void the_standard_limits_are_the_designs() {
        assertThat(Limits.STANDARD).isEqualTo(new Limits(67_108_864, 100, 8_388_608, 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-15"})
    void a_report_is_read_in_its_encoding(String encoding) {
        String report =
                "<?xml version=\"1.0\" encoding=\"%s\"?><testsuite><testcase name=\"5 €\"><failure/>"
                                .formatted(encoding)
                        + "</testcase></testsuite>";

        Claim claim = Given.claim(Given.read(report.getBytes(Charset.forName(encoding))), "test");

        assertThat(claim.labels()).containsEntry("failed_cases", "5 €");
    }

    @Test
    void json_is_read_with_a_byte_order_mark_and_as_utf_16() {
        String text = BOM.formatted("");

        for (byte[] bytes :
                List.of(
                        ("\uFEFF" + text).getBytes(UTF_8),
                        text.getBytes(UTF_16),
                        text.getBytes(UTF_16LE))) {
            assertThat(Given.claim(Given.read(bytes), "sbom").counts())
                    .containsEntry("components", 1L);
        }
    }

    @Test
    void an_xml_report_is_read_with_a_byte_order_mark() {
        Reading reading = Given.read(("\uFEFF" + SUITE).getBytes(UTF_8));

        assertThat(Given.claim(reading, "test").result()).isEqualTo(ClaimResult.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\0\0\0\0", "\uFEFF"})
    @Requirement("EVID-7")
    void an_empty_file_is_refused_by_name(String text) {
        Reading.Refused refused = Given.refused(Given.read(text));

        assertThat(refused.reason()).isEqualTo(Refusal.EMPTY);
        assertThat(refused.file()).isEqualTo("file-0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "42",
                "\"text\"",
                "[]",
                "{}",
                "hello",
                "%PDF-1.7",
                "{\"vulnerabilities\": []}",
                "{\"components\": []}",
                "PK\3\4"
            })
    void what_is_no_report_is_refused(String text) {
        assertThat(Given.refused(Given.read(text)).reason()).isEqualTo(Refusal.UNKNOWN_FORMAT);
    }

    @Test
    void random_bytes_never_become_a_claim() {
        Random random = new Random(20261124);
        byte[][] starts = {{}, "<testsuite>".getBytes(UTF_8), "{\"bomFormat\":".getBytes(UTF_8)};

        for (int i = 0; i < 3000; i++) {
            byte[] start = starts[i % starts.length];
            byte[] bytes = new byte[start.length + random.nextInt(200)];
            random.nextBytes(bytes);
            System.arraycopy(start, 0, bytes, 0, start.length);

            assertThat(Given.read(bytes)).as("round %d", i).isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void a_report_with_one_byte_changed_never_hides_a_failure() {
        String report =
                "<testsuite tests='2' failures='1'><testcase name='a'><failure/></testcase>"
                        + "<testcase name='b'/></testsuite>";
        Random random = new Random(7);

        for (int i = 0; i < 2000; i++) {
            byte[] bytes = report.getBytes(UTF_8);
            bytes[random.nextInt(35)] = (byte) random.nextInt(256);

            if (Given.read(bytes) instanceof Reading.Read read) {
                assertThat(read.claims().getFirst().result())
                        .as(new String(bytes, UTF_8))
                        .isIn(ClaimResult.FAIL, ClaimResult.ERROR);
            }
        }
    }
}
