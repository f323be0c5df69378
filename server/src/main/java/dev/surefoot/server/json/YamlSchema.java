package dev.surefoot.server.json;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A JSON Schema 2020-12 from the class path, with messages for people: each names the key, what was
 * seen, what is allowed and what to write. A schema says it by {@code title} (what is allowed) and
 * {@code description} (what to write); {@code x-later} lists names that come with a later version;
 * {@code x-no-secrets} lists paths under which keys are names that people chose. Immutable, safe
 * for use by many threads.
 */
public final class YamlSchema {
    private static final String LATER = "x-later";
    private static final String NO_SECRETS = "x-no-secrets";
    private static final Dialect DIALECT =
            Dialect.builder(Dialects.getDraft202012())
                    .keyword(new AnnotationKeyword(LATER))
                    .keyword(new AnnotationKeyword(NO_SECRETS))
                    .build();

    private final JsonNode source;
    private final Schema schema;

    private YamlSchema(JsonNode source) {
        this.source = source;
        this.schema = SchemaRegistry.withDialect(DIALECT).getSchema(source);
        schema.initializeValidators();
    }

    /**
     * Loads a schema from {@code /schema/}.
     *
     * @throws IllegalStateException if this build has none of that name
     */
    public static YamlSchema load(String name) {
        try (InputStream in = YamlSchema.class.getResourceAsStream("/schema/" + name)) {
            if (in == null) {
                throw new IllegalStateException("this build has no schema " + name);
            }
            return new YamlSchema(Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema " + name, e);
        }
    }

    private Set<String> noSecrets() {
        Set<String> paths = new HashSet<>();
        source.path(NO_SECRETS).forEach(each -> paths.add(each.stringValue()));
        return paths;
    }

    /** Everything in {@code document} that the schema or the care for secrets refuses. */
    public List<YamlProblem> check(YamlDocument document) {
        SecretCheck secrets = new SecretCheck(document, noSecrets());
        List<YamlProblem> problems = new ArrayList<>(secrets.problems());
        for (Error error : schema.validate(document.json())) {
            SchemaWords words = new SchemaWords(document, source, error, secrets);
            if (!secrets.hides(words.path())) {
                problems.add(words.problem());
            }
        }
        return problems.stream().sorted().distinct().toList();
    }
}
