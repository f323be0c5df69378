package dev.surefoot.server.environment;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Can an application read this configuration file? Goes by the ending: {@code .yaml .yml .json
 * .properties}; others are taken as they are. Says the place and nothing of the content, because
 * that may be a secret: no parser's message is passed on, nor its exception.
 */
final class ConfigSyntax {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ConfigSyntax() {}

    /** What is wrong, if something is. */
    static Optional<String> fault(String name, byte[] bytes) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return yaml(name, bytes);
        }
        if (lower.endsWith(".json")) {
            return json(name, bytes);
        }
        if (lower.endsWith(".properties")) {
            return properties(name, bytes);
        }
        return Optional.empty();
    }

    private static Optional<String> yaml(String name, byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            new Parse(LoadSettings.builder().build()).parseString(text).forEach(event -> {});
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(name + " is not UTF-8; save it as UTF-8");
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            return Optional.of(
                    mark.map(at -> notReadable(name, at.getLine() + 1, at.getColumn() + 1, "YAML"))
                            .orElse(notReadable(name, 1, 1, "YAML")));
        } catch (YamlEngineException e) {
            return Optional.of(notReadable(name, 1, 1, "YAML"));
        }
    }

    private static Optional<String> json(String name, byte[] bytes) {
        try {
            return JSON.readTree(bytes).isMissingNode()
                    ? Optional.of(notReadable(name, 1, 1, "JSON"))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(
                    e.getLocation() == null
                            ? notReadable(name, 1, 1, "JSON")
                            : notReadable(
                                    name,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    "JSON"));
        }
    }

    private static Optional<String> properties(String name, byte[] bytes) {
        try {
            new Properties().load(new ByteArrayInputStream(bytes));
            return Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.of(name + " has a \\u that four hex digits do not follow; correct it");
        }
    }

    private static String notReadable(String name, int line, int column, String format) {
        return ("%s is not valid %s at line %d, column %d, once its placeholders are filled in;"
                        + " correct it there")
                .formatted(name, format, line, column);
    }
}
