package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Trivy's JSON, SchemaVersion 2. A result of class {@code config}, {@code secret} or {@code
 * license} is no scan for vulnerabilities. Suppressed findings count as open: what a document says
 * about itself closes nothing. Stateless.
 */
final class TrivyJson {
    private static final Set<String> OTHER_CLASSES =
            Set.of("config", "secret", "license", "license-file", "custom");

    private TrivyJson() {}

    /** Whether a document says of itself that it is Trivy's, however wrongly. */
    static boolean isOne(JsonNode document) {
        return document.has("SchemaVersion") && document.has("ArtifactName");
    }

    static TrivyReport read(JsonNode document, Limits limits) throws RefusedException {
        JsonNode version = document.path("SchemaVersion");
        if (!version.isIntegralNumber() || version.asLong(0) != 2) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED_VERSION,
                    "Trivy's SchemaVersion %s is not read; 2 is"
                            .formatted(Shown.text(version.toString())));
        }
        JsonNode results = document.path("Results");
        if (!results.isMissingNode() && !results.isNull() && !results.isArray()) {
            throw Fields.invalid("Results is no list");
        }
        long components = 0;
        Findings findings = new Findings(limits);
        for (JsonNode result : results) {
            boolean vulnerabilities = !OTHER_CLASSES.contains(Fields.text(result, "Class"));
            if (vulnerabilities || result.path("Vulnerabilities").size() > 0) {
                components += findings.add(result);
            }
        }
        JsonNode metadata = document.path("Metadata");
        return new TrivyReport(
                Fields.text(document, "CreatedAt"),
                Optional.of(Fields.text(document.path("Trivy"), "Version"))
                        .filter(v -> !v.isEmpty()),
                components,
                findings.tally(),
                ofImage(document),
                Digest.parse(Fields.text(metadata, "ImageID")),
                repositoryDigests(metadata.path("RepoDigests")));
    }

    private static boolean ofImage(JsonNode document) {
        JsonNode metadata = document.path("Metadata");
        return Fields.text(document, "ArtifactType").equals("container_image")
                || !Fields.text(metadata, "ImageID").isEmpty()
                || !metadata.path("RepoDigests").isEmpty()
                || !metadata.path("RepoTags").isEmpty();
    }

    private static List<Digest> repositoryDigests(JsonNode names) {
        List<Digest> digests = new ArrayList<>();
        for (JsonNode name : names) {
            String text = name.asString("");
            Digest.parse(text.substring(text.lastIndexOf('@') + 1)).ifPresent(digests::add);
        }
        return digests;
    }

    /** Findings by vulnerability and severity; a finding is a vulnerability in one package. */
    private static final class Findings {
        private record Key(String id, Severity severity, boolean closed) {}

        private final Limits limits;
        private final Map<Key, Long> counts = new HashMap<>();
        private long seen;

        Findings(Limits limits) {
            this.limits = limits;
        }

        /** Returns how many packages this result shows to have been scanned, at least one. */
        long add(JsonNode result) throws RefusedException {
            JsonNode vulnerabilities = result.path("Vulnerabilities");
            if (!vulnerabilities.isMissingNode()
                    && !vulnerabilities.isNull()
                    && !vulnerabilities.isArray()) {
                throw Fields.invalid("Results[].Vulnerabilities is no list");
            }
            Set<String> packages = new HashSet<>();
            for (JsonNode finding : vulnerabilities) {
                add(finding, false, packages);
            }
            for (JsonNode hidden : result.path("ExperimentalModifiedFindings")) {
                if (Fields.text(hidden, "Type").equals("vulnerability")) {
                    add(hidden.path("Finding"), true, packages);
                }
            }
            return Math.max(1, Math.max(packages.size(), result.path("Packages").size()));
        }

        private void add(JsonNode finding, boolean closed, Set<String> packages)
                throws RefusedException {
            String id = Fields.required(finding, "VulnerabilityID", "Results[].Vulnerabilities[]");
            BomLimits.check("vulnerabilities", ++seen, limits);
            Severity severity =
                    Severity.ofRating(Fields.text(finding, "Severity"), "", Optional.empty())
                            .orElse(Severity.UNKNOWN);
            counts.merge(new Key(id, severity, closed), 1L, Long::sum);
            packages.add(
                    Fields.text(finding, "PkgName")
                            + "@"
                            + Fields.text(finding, "InstalledVersion"));
        }

        ScanTally tally() {
            ScanTally tally = new ScanTally();
            counts.forEach((key, count) -> tally.add(key.severity(), count, key.closed()));
            return tally;
        }
    }
}
