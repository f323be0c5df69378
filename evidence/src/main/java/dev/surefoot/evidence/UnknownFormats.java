package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;

import java.util.Map;

/** Names formats that are recognised but not read, so that a refusal tells what was submitted. */
final class UnknownFormats {
    private static final Map<String, String> XML_ROOTS =
            Map.of(
                    "report", "JaCoCo",
                    "coverage", "Cobertura or Clover",
                    "test-run", "NUnit 3",
                    "test-results", "NUnit 2",
                    "assemblies", "xUnit.net",
                    "testng-results", "TestNG",
                    "TestRun", "Visual Studio TRX",
                    "checkstyle", "Checkstyle");

    private UnknownFormats() {}

    static RefusedException xml(String root, String namespace) {
        String known = XML_ROOTS.get(root);
        String name = known == null ? "" : " (" + known + ", it seems)";
        String in = namespace.isEmpty() ? "" : " of namespace \"" + Shown.text(namespace) + "\"";
        return refused("an XML document <%s>%s%s".formatted(Shown.text(root), in, name));
    }

    static RefusedException json(JsonNode document) {
        String known = jsonName(document);
        if (!known.isEmpty()) {
            return refused("a JSON document (%s, it seems)".formatted(known));
        }
        String keys =
                document.propertyNames().stream().limit(5).map(Shown::text).toList().toString();
        return refused(
                document.isObject()
                        ? "a JSON object with the keys %s".formatted(keys)
                        : "a JSON " + document.getNodeType());
    }

    static RefusedException other(String start) {
        return refused(
                start.startsWith("SPDXVersion:")
                        ? "an SPDX tag-value document"
                        : "neither XML nor JSON, starting \"%s\"".formatted(Shown.text(start)));
    }

    private static RefusedException refused(String what) {
        return new RefusedException(
                Refusal.UNKNOWN_FORMAT,
                what
                        + " is not read; submit JUnit XML, CycloneDX 1.2 to 1.7, Trivy's JSON or a"
                        + " DSSE envelope");
    }

    private static String jsonName(JsonNode d) {
        String context = d.path("@context").asString("");
        if (d.has("runs") && d.has("version")) {
            return "SARIF";
        }
        if (d.has("matches") && d.has("descriptor")) {
            return "Grype JSON";
        }
        if (d.has("scan") && d.has("vulnerabilities")) {
            return "GitLab security report";
        }
        if (d.has("detector") && d.has("manifests")) {
            return "GitHub dependency snapshot";
        }
        if (d.has("spdxVersion") || context.contains("spdx.org")) {
            return "SPDX";
        }
        if (context.contains("openvex")) {
            return "OpenVEX";
        }
        return d.path("results").isArray() ? "OSV-Scanner" : "";
    }
}
