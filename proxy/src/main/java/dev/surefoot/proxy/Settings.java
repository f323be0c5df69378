package dev.surefoot.proxy;

import dev.surefoot.proxy.forward.Timeouts;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line, read. */
record Settings(Path directory, Timeouts timeouts) {
    static final String USAGE =
            "usage: proxy --directory DIR [--backend-timeout 30s] [--connect-timeout 2s]";
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m)");

    /** What came of reading the command line. */
    sealed interface Parsed {
        record Ok(Settings settings) implements Parsed {}

        record Wrong(String message) implements Parsed {}
    }

    static Parsed parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        @Nullable Path directory = null;
        Duration backend = Timeouts.DEFAULT.backend();
        Duration connect = Timeouts.DEFAULT.connect();
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            if (!List.of("--directory", "--backend-timeout", "--connect-timeout").contains(name)) {
                return new Parsed.Wrong("unknown argument " + name);
            }
            if (left.isEmpty()) {
                return new Parsed.Wrong(name + " needs a value");
            }
            String value = left.removeFirst();
            if (name.equals("--directory")) {
                directory = Path.of(value);
                continue;
            }
            @Nullable Duration duration = duration(value);
            if (duration == null) {
                return new Parsed.Wrong(
                        name + " is " + value + ", must be a number with ms, s or m");
            }
            if (name.equals("--backend-timeout")) {
                backend = duration;
            } else {
                connect = duration;
            }
        }
        return directory == null
                ? new Parsed.Wrong("--directory is missing")
                : new Parsed.Ok(new Settings(directory, new Timeouts(backend, connect)));
    }

    private static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
