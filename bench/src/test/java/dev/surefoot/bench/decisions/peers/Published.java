package dev.surefoot.bench.decisions.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Two samples that a peer's own tests use; the file's first line names source and licence. */
final class Published {
    private final double[] experiment;
    private final double[] control;

    private Published(double[] experiment, double[] control) {
        this.experiment = experiment;
        this.control = control;
    }

    double[] experiment() {
        return experiment.clone();
    }

    double[] control() {
        return control.clone();
    }

    static Published of(String file) {
        Map<String, StringBuilder> parts = new LinkedHashMap<>();
        StringBuilder part = new StringBuilder();
        for (String line : text(file).lines().skip(1).toList()) {
            if (Character.isLetter(line.charAt(0))) {
                part = new StringBuilder();
                parts.put(line, part);
            } else {
                part.append(line).append(' ');
            }
        }
        return new Published(numbers(parts, "experiment"), numbers(parts, "control"));
    }

    private static double[] numbers(Map<String, StringBuilder> parts, String name) {
        String text = Objects.requireNonNull(parts.get(name), name).toString().strip();
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static String text(String file) {
        try (InputStream in = Published.class.getResourceAsStream("/kayenta/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
