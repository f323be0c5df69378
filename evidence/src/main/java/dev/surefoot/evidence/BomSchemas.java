package dev.surefoot.evidence;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds CycloneDX JSON against the specification's schema of its version (JSON Schema draft 7,
 * formats asserted). Schemas are read once, from the classpath alone. Thread-safe.
 */
final class BomSchemas {
    private static final String BASE = "http://cyclonedx.org/schema/";
    private static final Map<BomVersion, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private BomSchemas() {}

    /** Refuses a document that breaks the schema, naming the first thing that does. */
    static void check(JsonNode document, BomVersion version) throws RefusedException {
        List<Error> errors = errors(document, version);
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            throw new RefusedException(
                    Refusal.SCHEMA_INVALID,
                    "breaks the schema of CycloneDX %s at %s: %s"
                            .formatted(
                                    version.text(),
                                    Shown.text(String.valueOf(first.getInstanceLocation())),
                                    Shown.text(String.valueOf(first.getMessage()))));
        }
    }

    private static List<Error> errors(JsonNode document, BomVersion version)
            throws RefusedException {
        Schema schema = SCHEMAS.computeIfAbsent(version, BomSchemas::load);
        try {
            return schema.validate(document);
        } catch (JsonNodeException e) { // The validator converts numbers that may be too large.
            throw new RefusedException(
                    Refusal.SCHEMA_INVALID,
                    "can't be held against the schema of CycloneDX %s: %s"
                            .formatted(version.text(), Shown.text(e.getOriginalMessage())));
        }
    }

    private static Schema load(BomVersion version) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder()
                        .failFast(true)
                        .formatAssertionsEnabled(true)
                        .locale(Locale.ROOT)
                        .build();
        SchemaRegistry registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7,
                        builder ->
                                builder.schemaRegistryConfig(config)
                                        .schemaLoader(
                                                loader ->
                                                        loader.fetchRemoteResources(false)
                                                                .resourceLoaders(
                                                                        r ->
                                                                                r.resources(
                                                                                        shared()))));
        JsonNode schema = JsonMapper.shared().readTree(SchemaFiles.read(version.jsonSchema()));
        if (!version.hasOwnSchema()) {
            OpenSchema.open(schema);
        }
        return registry.getSchema(
                SchemaLocation.of(BASE + version.jsonSchema().substring(1)), schema);
    }

    private static Map<String, String> shared() {
        return Map.of(
                BASE + "spdx.schema.json", text("/spdx.schema.json"),
                BASE + "jsf-0.82.schema.json", text("/jsf-0.82.schema.json"));
    }

    private static String text(String path) {
        return new String(SchemaFiles.read(path), java.nio.charset.StandardCharsets.UTF_8);
    }
}
