package dev.surefoot.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.candidate.SourceHistory;
import dev.surefoot.server.http.Problem;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The description says what the records are; that it has every route is in the bypass matrix. */
class OpenApiTest {
    private static final List<Class<?>> SPOKEN =
            List.of(
                    Requests.class,
                    Answers.class,
                    PromotionView.class,
                    StatusView.class,
                    CandidateView.class,
                    FreezeView.class,
                    RouterView.class,
                    SchemaView.class,
                    CalibrationView.class,
                    SourceHistory.class,
                    Problem.class);

    private final JsonNode document = OpenApiRoutes.document();

    @Test
    @Requirement("API-5")
    void describes_every_record_as_it_is() throws IOException {
        Map<String, JsonNode> real = RecordSchemas.of(SPOKEN);
        Map<String, JsonNode> described = new TreeMap<>();
        document.at("/components/schemas")
                .properties()
                .forEach(entry -> described.put(entry.getKey(), bare(entry.getValue())));
        if (!described.equals(real)) {
            Path file = Path.of("target/openapi-schemas.yaml");
            Files.createDirectories(Path.of("target"));
            Files.writeString(file, new YAMLMapper().writeValueAsString(real));
        }

        assertThat(described)
                .as("components.schemas of openapi.yaml; target/openapi-schemas.yaml has them")
                .isEqualTo(real);
    }

    @Test
    void every_reference_leads_somewhere_and_every_schema_is_used() {
        List<String> references =
                document.findValues("$ref").stream().map(JsonNode::asString).distinct().toList();

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
        TreeSet<String> schemas = new TreeSet<>();
        document.at("/components/schemas")
                .properties()
                .forEach(entry -> schemas.add("#/components/schemas/" + entry.getKey()));
        assertThat(references).containsAll(schemas);
    }

    @Test
    void every_operation_says_what_it_is_who_may_and_what_it_answers() {
        List<String> ids = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode operation = method.getValue();
                String name = method.getKey() + " " + path.getKey();
                assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
                assertThat(operation.path("x-role").asString("")).as(name).isNotBlank();
                assertThat(operation.path("responses").has("default")).as(name).isTrue();
                assertThat(operation.path("responses").size()).as(name).isGreaterThan(1);
                ids.add(operation.path("operationId").asString(""));
                assertThat(parameters(operation))
                        .as(name)
                        .containsExactlyInAnyOrderElementsOf(named(path.getKey()));
            }
        }
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
    }

    /** The parameters that stand in the path. */
    private static List<String> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals("path"))
                .map(parameter -> parameter.get("name").asString())
                .toList();
    }

    private static List<String> named(String path) {
        return java.util.regex.Pattern.compile("\\{([^}]+)}")
                .matcher(path)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Without the words for people. */
    private static JsonNode bare(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        copy.findParents("description")
                .forEach(
                        parent -> {
                            if (parent.get("description").isString()) {
                                ((tools.jackson.databind.node.ObjectNode) parent)
                                        .remove("description");
                            }
                        });
        return copy;
    }
}
