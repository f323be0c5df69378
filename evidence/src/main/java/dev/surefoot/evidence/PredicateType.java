package dev.surefoot.evidence;

import java.util.Set;
import java.util.regex.Pattern;

/** What statements say, by their predicate type; each URI with {@code https://} and without. */
enum PredicateType {
    PROVENANCE("build.provenance"),
    SUMMARY("verification.summary"),
    TEST_RESULT("test"),
    SCAN("vuln.scan"),
    RELEASE("release"),
    CYCLONEDX("sbom"),
    SPDX("sbom"),
    VEX("vex"),
    /** A collection whose members are read each alone. */
    WITNESS("opaque"),
    OPAQUE("opaque");

    private static final Set<String> PROVENANCES =
            Set.of(
                    "slsa.dev/provenance/v1",
                    "slsa.dev/provenance/v1.0",
                    "slsa.dev/provenance/v0.2",
                    "in-toto.io/Provenance/v0.1");
    private static final Set<String> SUMMARIES =
            Set.of(
                    "slsa.dev/verification_summary/v1",
                    "in-toto.io/attestation/svr/v0.1",
                    "in-toto.io/attestation/svr/v0.2");
    private static final Set<String> SCANS =
            Set.of(
                    "in-toto.io/attestation/vulns/v0.1",
                    "in-toto.io/attestation/vulns/v0.2",
                    "cosign.sigstore.dev/attestation/vuln/v1");
    private static final Set<String> RELEASES =
            Set.of(
                    "in-toto.io/attestation/release",
                    "in-toto.io/attestation/release/v0.1",
                    "in-toto.io/attestation/release/v0.2");
    private static final Set<String> VEXES = Set.of("openvex.dev/ns", "openvex.dev/ns/v0.2.0");
    private static final Pattern CYCLONEDX_BOM =
            Pattern.compile("cyclonedx\\.org/bom(/v1\\.\\d+)?");
    private static final Pattern SPDX_DOCUMENT =
            Pattern.compile("spdx\\.dev/Document(/v[23](\\.\\d+)*)?");

    private final String kind;

    PredicateType(String kind) {
        this.kind = kind;
    }

    /** The kind of claim that it becomes. */
    String kind() {
        return kind;
    }

    static PredicateType of(String uri) {
        String name = uri.startsWith("https://") ? uri.substring("https://".length()) : uri;
        if (PROVENANCES.contains(name)) {
            return PROVENANCE;
        }
        if (SUMMARIES.contains(name)) {
            return SUMMARY;
        }
        if (name.equals("in-toto.io/attestation/test-result/v0.1")) {
            return TEST_RESULT;
        }
        if (SCANS.contains(name)) {
            return SCAN;
        }
        if (RELEASES.contains(name)) {
            return RELEASE;
        }
        if (CYCLONEDX_BOM.matcher(name).matches()) {
            return CYCLONEDX;
        }
        if (SPDX_DOCUMENT.matcher(name).matches()) {
            return SPDX;
        }
        if (VEXES.contains(name)) {
            return VEX;
        }
        return name.equals("witness.testifysec.com/attestation-collection/v0.1") ? WITNESS : OPAQUE;
    }
}
