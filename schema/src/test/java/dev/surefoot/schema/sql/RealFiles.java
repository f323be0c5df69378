package dev.surefoot.schema.sql;

import dev.surefoot.testkit.Vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** SQL files that others wrote; skips the running test where they are missing. */
final class RealFiles {
    private RealFiles() {}

    static List<Path> all() throws IOException {
        try (var files = Files.walk(Vectors.set("migrations"))) {
            return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        }
    }
}
