package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each version of CycloneDX against its own schema, in both syntaxes. */
class BomVersionsTest {
    private static final String JSON =
            """
            {"bomFormat": "CycloneDX", "specVersion": "%s", "version": 1, "components":
             [{"type": "library", "name": "a", "version": "1"%s}]}""";
    private static final String XML =
            """
            <?xml version="1.0"?><!DOCTYPE bom>
            <bom xmlns="http://cyclonedx.org/schema/bom/%s" version="1"><components>
            <component type="library"><name>a</name><version>1</version>%s</component></components>
            </bom>""";

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
    void both_syntaxes_of_a_version_are_read_alike(String version) {
        Claim json = Given.claim(Given.read(JSON.formatted(version, "")), "sbom");
        Claim xml = Given.claim(Given.read(XML.formatted(version, "")), "sbom");

        assertThat(json.result()).isEqualTo(ClaimResult.INFO);
        assertThat(json.labels()).containsEntry("spec_version", version);
        assertThat(xml.counts()).isEqualTo(json.counts()).containsEntry("components", 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3", "1.4", "1.5", "1.6", "1.7"})
    void a_hash_that_is_none_is_refused_in_both_syntaxes(String version) {
        String json =
                JSON.formatted(
                        version, ", \"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"f\"}]");
        String xml = XML.formatted(version, "<hashes><hash alg=\"SHA-256\">f</hash></hashes>");

        assertThat(Given.refused(Given.read(json)).reason()).isEqualTo(Refusal.SCHEMA_INVALID);
        assertThat(Given.refused(Given.read(xml)).reason()).isEqualTo(Refusal.SCHEMA_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.8", "2.0", "1.6.1", "foo"})
    void another_version_is_refused_by_name(String version) {
        Reading.Refused json = Given.refused(Given.read(JSON.formatted(version, "")));
        Reading.Refused xml = Given.refused(Given.read(XML.formatted(version, "")));

        assertThat(json.reason()).isEqualTo(Refusal.UNSUPPORTED_VERSION);
        assertThat(json.message()).contains(version, "1.2 to 1.7");
        assertThat(xml.reason()).isEqualTo(Refusal.UNSUPPORTED_VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "~, \"isExternal\": true, \"versionRange\": \"vers:maven/>1\"~",
                "~, \"hashes\": [{\"alg\": \"Streebog-256\", \"content\": \"%s\"}]~",
                "~, \"externalReferences\": [{\"type\": \"patent\", \"url\": \"https://x.test\"}]~",
                "~, \"licenses\": [{\"expression\": \"MIT\"}, {\"license\": {\"id\": \"MIT\"}}]~",
            })
    void what_version_1_7_adds_is_let_through_for_it_alone(String addition) {
        String member = addition.replace("%s", "0".repeat(64));

        assertThat(Given.read(JSON.formatted("1.7", member))).isInstanceOf(Reading.Read.class);
        assertThat(Given.read(JSON.formatted("1.6", member))).isInstanceOf(Reading.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "~{\"bomFormat\": \"Other\", \"specVersion\": \"1.7\"}~",
                "~{\"specVersion\": \"1.7\", \"$schema\": \"http://cyclonedx.org/schema/x\"}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\", \"components\": {}}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\", \"components\": [{}]}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\", \"version\": \"x\"}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\", \"components\":"
                        + " [{\"type\": \"foo\", \"name\": \"a\"}]}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\", \"vulnerabilities\": 0}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.7\", \"metadata\":"
                        + " {\"timestamp\": \"2026-01-01\"}}~",
                "~{\"bomFormat\": \"CycloneDX\", \"specVersion\": 1.7}~",
            })
    void what_version_1_7_requires_is_still_required(String document) {
        assertThat(Given.refused(Given.read(document)).reason()).isEqualTo(Refusal.SCHEMA_INVALID);
    }

    @Test
    void a_version_checked_against_an_older_schema_is_noted() {
        assertThat(problems("1.7")).singleElement().asString().contains("older version");
        assertThat(problems("1.6")).isEmpty();
    }

    @Test
    void the_order_of_elements_and_a_foreign_namespace_matter_in_xml() {
        String extension =
                "<x:vulnerabilities xmlns:x='urn:x'><x:vulnerability/></x:vulnerabilities>";
        String good =
                XML.formatted("1.6", "").replace("</components>", "</components>" + extension);
        String bad = XML.formatted("1.6", "<type/>");

        assertThat(Given.whole(Given.read(good)).claims())
                .singleElement()
                .extracting(Claim::kind)
                .isEqualTo("sbom");
        assertThat(Given.refused(Given.read(bad)).message()).containsPattern("line \\d+, column");
    }

    @Test
    void vulnerabilities_are_counted_alike_in_both_syntaxes() {
        String json =
                JSON.formatted("1.5", "")
                        .replace(
                                "}]}",
                                "}], \"vulnerabilities\": [{\"ratings\": [{\"score\": 7.5, \"method\":"
                                        + " \"CVSSv31\"}, {\"severity\": \"low\"}], \"analysis\":"
                                        + " {\"state\": \"resolved\"}, \"affects\": [{\"ref\": \"a\"},"
                                        + " {\"ref\": \"b\"}]}, {\"id\": \"C\"}]}");
        String xml =
                XML.formatted("1.5", "")
                        .replace(
                                "</bom>",
                                """
                                <vulnerabilities><vulnerability><ratings><rating><score>7.5</score>
                                <method>CVSSv31</method></rating><rating><severity>low</severity>
                                </rating></ratings><analysis><state>resolved</state></analysis>
                                <affects><target><ref>a</ref></target><target><ref>b</ref></target>
                                </affects></vulnerability><vulnerability><id>C</id></vulnerability>
                                </vulnerabilities></bom>""");

        Claim one = Given.claim(Given.read(json), "vuln.scan");
        Claim other = Given.claim(Given.read(xml), "vuln.scan");

        assertThat(one.counts())
                .containsEntry("high", 2L)
                .containsEntry("unknown", 1L)
                .containsEntry("findings", 3L)
                .containsEntry("stated_closed", 2L)
                .isEqualTo(other.counts());
    }

    private static java.util.List<String> problems(String version) {
        return Given.whole(Given.read(JSON.formatted(version, ""))).files().getFirst().problems();
    }
}
