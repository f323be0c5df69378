package dev.surefoot.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The CycloneDX specification's schemas, from the classpath and from nowhere else. */
final class SchemaFiles {
    private SchemaFiles() {}

    /**
     * The content of one schema.
     *
     * @throws IllegalStateException if the library that carries the schemas is missing
     */
    static byte[] read(String path) {
        try (InputStream in = SchemaFiles.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "schema "
                                + path
                                + " is not on the classpath: is cyclonedx-core-java missing?");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("schema " + path + " is unreadable", e);
        }
    }
}
