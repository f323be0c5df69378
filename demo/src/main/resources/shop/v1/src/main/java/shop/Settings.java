package shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What the configuration file says: lines of {@code key: value}, and comments. */
record Settings(
        String currency,
        String greeting,
        int paymentTimeoutMs,
        double backendErrorRate,
        int backendDelayMs,
        OptionalLong backendSeed,
        Optional<String> database) {

    static Settings read(Path file) throws IOException {
        return parse(Files.readAllLines(file));
    }

    static Settings parse(List<String> lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (!line.isBlank() && !line.stripLeading().startsWith("#") && colon > 0) {
                values.put(line.substring(0, colon).strip(), unquoted(line.substring(colon + 1)));
            }
        }
        String seed = values.get("backend-seed");
        String delay = values.getOrDefault("backend-delay-ms", "0");
        return new Settings(
                value(values, "currency"),
                value(values, "greeting"),
                Integer.parseInt(value(values, "payment-timeout-ms")),
                Double.parseDouble(value(values, "backend-error-rate")),
                Integer.parseInt(delay),
                seed == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(seed)),
                Optional.ofNullable(values.get("database")));
    }

    private static String unquoted(String raw) {
        String value = raw.strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the configuration has no " + key);
        }
        return value;
    }
}
