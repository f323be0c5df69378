package dev.surefoot.server.environment;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one block of keys that the schema accepted; so a value of the wrong form is a bug here. */
record Block(JsonNode node) {
    Block block(String key) {
        return new Block(node.path(key));
    }

    List<Block> blocks(String key) {
        List<Block> blocks = new ArrayList<>();
        node.path(key).forEach(each -> blocks.add(new Block(each)));
        return blocks;
    }

    boolean has(String key) {
        return node.has(key);
    }

    String text(String key) {
        return node.path(key).stringValue();
    }

    Optional<String> maybeText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        node.path(key).forEach(each -> texts.add(each.stringValue()));
        return texts;
    }

    int number(String key, int otherwise) {
        return has(key) ? node.path(key).asInt() : otherwise;
    }

    double decimal(String key, double otherwise) {
        return has(key) ? node.path(key).asDouble() : otherwise;
    }

    boolean flag(String key) {
        return node.path(key).asBoolean(false);
    }

    Duration duration(String key, Duration otherwise) {
        return maybeDuration(key).orElse(otherwise);
    }

    Optional<Duration> maybeDuration(String key) {
        return has(key) ? Optional.of(Units.duration(text(key)).orElseThrow()) : Optional.empty();
    }

    List<Duration> durations(String key) {
        return texts(key).stream().map(text -> Units.duration(text).orElseThrow()).toList();
    }

    Optional<Share> share(String key) {
        return has(key) ? Optional.of(Units.share(text(key)).orElseThrow()) : Optional.empty();
    }

    /** {@code all-at-once} is {@code ALL_AT_ONCE}. */
    <T extends Enum<T>> T choice(String key, Class<T> type) {
        return Enum.valueOf(type, text(key).replace('-', '_').toUpperCase(Locale.ROOT));
    }

    <T extends Enum<T>> T choice(String key, T otherwise) {
        return has(key) ? choice(key, otherwise.getDeclaringClass()) : otherwise;
    }
}
