package dev.surefoot.server.environment;

import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.gate.Need;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;
import dev.surefoot.testkit.ProjectRoot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The demo's two files as the demo fills them in, and gates as stand-ins for the built-in ones. */
final class Texts {
    static final String STAGING = "config/staging.yaml";
    static final String PRODUCTION = "config/production.yaml";
    static final Set<String> CONFIGS = Set.of(STAGING, PRODUCTION);
    static final List<GateDefinition> BUILT_IN =
            List.of(
                    builtIn("artifact-identity", List.of()),
                    builtIn("tests", List.of(need("test"))),
                    builtIn("vulnerabilities", List.of(need("vuln.scan"))),
                    builtIn("config", List.of()),
                    builtIn("provenance", List.of(need("build.provenance"))));

    private Texts() {}

    /** The demo's service definition. */
    static String service() {
        return demo("surefoot.yaml")
                .replace("@java@", "/usr/bin/java")
                .replace("@staging-blue@", "[8001]")
                .replace("@staging-green@", "[8002]")
                .replace("@staging@", "8080")
                .replace("@production-blue@", "[8101, 8102, 8103]")
                .replace("@production-green@", "[8111, 8112, 8113]")
                .replace("@production-traffic@", "{kind: embedded, listen: 8081}");
    }

    /** The demo's policy, without whom it trusts. */
    static String policy() {
        String whole = wholePolicy();
        return whole.substring(0, whole.indexOf("trust:"));
    }

    /** The demo's policy as the demo fills it in. */
    static String wholePolicy() {
        return demo("policy.yaml")
                .replace("@builder@", "https://ci.example/builder")
                .replace("@repository@", "file:///home/ada/shop");
    }

    static Map<String, byte[]> configs() {
        return Map.of(STAGING, bytes("a: 1\n"), PRODUCTION, bytes("a: 2\n"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Reading<ServiceFile> read(String text) {
        return ServiceFile.read(new YamlFile("surefoot.yaml", text), CONFIGS);
    }

    static Reading<Policy> readPolicy(String text) {
        return readPolicy(text, Map.of());
    }

    static Reading<Policy> readPolicy(String text, Map<String, String> files) {
        return PolicyFile.read(new YamlFile("policy.yaml", text), BUILT_IN, files);
    }

    /** Its problems as {@code line:column path: message}; none for a text that is in order. */
    static List<String> problems(Reading<?> reading) {
        return switch (reading) {
            case Reading.Good<?> _ -> List.of();
            case Reading.Bad<?>(List<YamlProblem> problems) ->
                    problems.stream()
                            .map(
                                    each ->
                                            "%d:%d %s: %s"
                                                    .formatted(
                                                            each.line(),
                                                            each.column(),
                                                            each.path(),
                                                            each.message()))
                            .toList();
        };
    }

    private static GateDefinition builtIn(String name, List<Need> needs) {
        return new GateDefinition(
                name,
                "it proves " + name,
                "it does not prove more",
                List.of("functional"),
                List.of(),
                needs,
                "true",
                GateDefinition.Mode.ENFORCE,
                "surefoot");
    }

    private static Need need(String kind) {
        return new Need(
                kind, List.of(), Optional.of(Duration.ofDays(7)), Need.Trusted.AUTHENTICATED);
    }

    private static String demo(String name) {
        try {
            return Files.readString(
                    ProjectRoot.find().resolve("cli/src/main/resources/demo").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
