package dev.surefoot.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.json.Json;
import dev.surefoot.testkit.ProjectRoot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What users read is what the code does: every key, every example, every default. */
class ReferenceTest {
    private static final String LEAST =
            """
            apiVersion: surefoot/v1
            kind: Service
            service: shop
            owner: team-shop
            artifact: {kind: file}
            runtime:
              kind: process
              command: ["${artifact}"]
              readiness: {path: /ready READINESS}
              RUNTIME
            environments:
              - name: staging
                config: config/staging.yaml
                slots: {blue: [8001], green: [8002]}
                traffic: {kind: embedded, listen: 8080}
                gates: {GATES}
                rollout: {strategy: canary, steps: [5%] ROLLOUT}
                judge: {JUDGE rails: {RAILS}}
                recovery: {RECOVERY}
            """;

    @ParameterizedTest
    @CsvSource({"surefoot", "policy"})
    void every_key_that_may_be_written_and_every_one_that_may_not_yet_is_described(String name) {
        Set<String> keys = new TreeSet<>();
        keys(schema(name), keys);

        String text = reference(name);

        assertThat(keys).isNotEmpty().filteredOn(key -> !describes(text, key)).isEmpty();
    }

    @Test
    void the_examples_are_accepted() {
        assertThat(Texts.problems(Texts.read(example("surefoot")))).isEmpty();
        assertThat(Texts.problems(Texts.readPolicy(example("policy")))).isEmpty();
    }

    @Test
    void a_default_written_out_as_it_is_described_changes_nothing() {
        String silent = filled("", "", "", "", "", "", "");
        String said =
                filled(
                        ", digest-header: "
                                + value("readiness.digest-header")
                                + ", passes: "
                                + value("readiness.passes")
                                + ", every: "
                                + value("readiness.every")
                                + ", min-healthy: "
                                + value("readiness.min-healthy"),
                        "%s\n  %s\n  %s\n  %s"
                                .formatted(
                                        entry("startup"),
                                        entry("warm-up"),
                                        entry("drain"),
                                        entry("stop")),
                        "require: "
                                + value("gates.require")
                                + ", timeout: "
                                + value("gates.timeout"),
                        String.join(
                                ", ",
                                "",
                                entry("step-time"),
                                entry("watch"),
                                entry("bake"),
                                entry("deadline"),
                                entry("on-inconclusive")),
                        String.join(
                                ", ",
                                entry("alpha"),
                                entry("beta"),
                                entry("min-evidence-time"),
                                ""),
                        "error-rate: "
                                + value("rails.error-rate")
                                + ", restarts: "
                                + value("rails.restarts")
                                + ", blind: "
                                + value("rails.blind"),
                        "keep-warm: "
                                + value("recovery.keep-warm")
                                + ", hold-for: "
                                + value("recovery.hold-for"));

        assertThat(Texts.problems(Texts.read(said))).isEmpty();
        assertThat(Texts.read(said).orThrow().definition())
                .isEqualTo(Texts.read(silent).orThrow().definition());
    }

    private static String filled(String... parts) {
        String text = LEAST;
        String[] names = {"READINESS", "RUNTIME", "GATES", "ROLLOUT", "JUDGE", "RAILS", "RECOVERY"};
        for (int i = 0; i < names.length; i++) {
            text = text.replace(names[i], parts[i]);
        }
        return text;
    }

    private static String entry(String key) {
        return key + ": " + value(key);
    }

    /** The default in the reference's row of this key. */
    private static String value(String key) {
        Matcher row =
                Pattern.compile("(?m)^\\| `" + Pattern.quote(key) + "` \\| `([^`]+)` \\|")
                        .matcher(reference("surefoot"));
        assertThat(row.find()).as("row of %s with a default", key).isTrue();
        return row.group(1);
    }

    private static boolean describes(String text, String key) {
        return Pattern.compile("`([a-z.\\[\\]-]+\\.)?" + Pattern.quote(key) + "`")
                .matcher(text)
                .find();
    }

    private static void keys(JsonNode schema, Set<String> keys) {
        if (schema.path("properties").path("apiVersion").isObject()
                || schema.path("type").asString("").equals("object")) {
            keys.addAll(leaves(schema));
            schema.path("x-later").forEach(each -> keys.add(each.stringValue()));
        }
        schema.forEach(
                each -> {
                    if (each.isContainer()) {
                        keys(each, keys);
                    }
                });
    }

    /** Names of properties that have no properties of their own. */
    private static Set<String> leaves(JsonNode schema) {
        Set<String> leaves = new TreeSet<>();
        schema.path("properties")
                .properties()
                .forEach(
                        entry -> {
                            if (!entry.getValue().has("properties")) {
                                leaves.add(entry.getKey());
                            }
                        });
        return leaves;
    }

    private static String example(String name) {
        Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(reference(name));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String reference(String name) {
        try {
            return Files.readString(
                    ProjectRoot.find().resolve("docs/reference/" + name + ".yaml.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode schema(String name) {
        return Json.MAPPER.readTree(
                ReferenceTest.class.getResourceAsStream("/schema/" + name + ".json"));
    }
}
