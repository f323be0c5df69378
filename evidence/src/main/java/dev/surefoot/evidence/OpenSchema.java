package dev.surefoot.evidence;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Opens the JSON schema of one version for documents of the next, which only adds to it: keys that
 * it doesn't know, further hash algorithms, kinds of external reference and shapes of license are
 * let through. What it requires, and the types and patterns of what it knows, stays.
 */
final class OpenSchema {
    private OpenSchema() {}

    static void open(JsonNode schema) {
        if (schema.at("/definitions/hash-alg") instanceof ObjectNode algorithm) {
            algorithm.remove("enum");
        }
        if (schema.at("/definitions/externalReference/properties/type")
                instanceof ObjectNode type) {
            type.remove("enum");
        }
        if (schema.at("/definitions/licenseChoice") instanceof ObjectNode license) {
            license.remove("oneOf");
        }
        openKeys(schema);
    }

    private static void openKeys(JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonNode closed = object.get("additionalProperties");
            if (closed != null && closed.isBoolean()) {
                object.remove("additionalProperties");
            }
            // With unknown keys let through, two alternatives can both hold.
            if (object.get("oneOf") instanceof ArrayNode alternatives) {
                object.remove("oneOf");
                object.set("anyOf", alternatives);
            }
        }
        node.values().forEach(OpenSchema::openKeys);
    }
}
