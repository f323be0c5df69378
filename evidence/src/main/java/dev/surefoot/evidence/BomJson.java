package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads a CycloneDX JSON document that was parsed within the limits. Stateless. */
final class BomJson {
    private BomJson() {}

    /** Whether a document says of itself that it is CycloneDX, however wrongly. */
    static boolean isOne(JsonNode document) {
        return document.has("bomFormat")
                || text(document, "$schema").startsWith("http://cyclonedx.org/schema/");
    }

    static Bom read(JsonNode document, Limits limits) throws RefusedException {
        BomVersion version = version(document);
        JsonNode components = document.path("components");
        JsonNode vulnerabilities = document.path("vulnerabilities");
        long nested = nested(components);
        BomLimits.check("components", components.size() + nested, limits);
        BomLimits.check("vulnerabilities", vulnerabilities.size(), limits);
        BomSchemas.check(document, version);
        JsonNode metadata = document.path("metadata");
        return new Bom(
                version,
                text(metadata, "timestamp"),
                tool(metadata.path("tools")),
                components.size(),
                nested,
                rootDigests(metadata.path("component")).found(),
                vulnerabilities.isArray() ? Optional.of(scan(vulnerabilities)) : Optional.empty());
    }

    private static BomVersion version(JsonNode document) throws RefusedException {
        String stated = text(document, "specVersion");
        if (stated.isEmpty()) {
            throw new RefusedException(
                    Refusal.SCHEMA_INVALID,
                    "a CycloneDX document needs a text \"specVersion\"; it has none");
        }
        return BomVersion.of(stated).orElseThrow(() -> BomLimits.unsupported(stated));
    }

    private static long nested(JsonNode components) {
        long count = 0;
        for (JsonNode component : components) {
            JsonNode inner = component.path("components");
            count += inner.size() + nested(inner);
        }
        return count;
    }

    private static Optional<Tool> tool(JsonNode tools) {
        JsonNode first = tools.isArray() ? tools.path(0) : tools.path("components").path(0);
        return BomLimits.tool(text(first, "name"), text(first, "version"));
    }

    private static RootDigests rootDigests(JsonNode component) {
        RootDigests digests = new RootDigests();
        component.path("hashes").forEach(h -> digests.hash(text(h, "alg"), text(h, "content")));
        digests.version(text(component, "version"));
        digests.purl(text(component, "purl"));
        return digests;
    }

    private static ScanTally scan(JsonNode vulnerabilities) {
        ScanTally tally = new ScanTally();
        for (JsonNode vulnerability : vulnerabilities) {
            Severity severity = Severity.NONE;
            boolean rated = false;
            for (JsonNode rating : vulnerability.path("ratings")) {
                JsonNode score = rating.path("score");
                Optional<BigDecimal> number =
                        score.isNumber() ? Optional.of(score.decimalValue()) : Optional.empty();
                Optional<Severity> one =
                        Severity.ofRating(text(rating, "severity"), text(rating, "method"), number);
                rated |= one.isPresent();
                severity = severity.max(one.orElse(Severity.NONE));
            }
            tally.add(
                    rated ? severity : Severity.UNKNOWN,
                    vulnerability.path("affects").size(),
                    ScanTally.isClosed(text(vulnerability.path("analysis"), "state")));
        }
        return tally;
    }

    private static String text(JsonNode object, String key) {
        JsonNode value = object.isObject() ? object.path(key) : MissingNode.getInstance();
        return value.isString() ? value.stringValue() : "";
    }
}
