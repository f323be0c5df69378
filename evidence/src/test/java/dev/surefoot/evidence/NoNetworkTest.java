package dev.surefoot.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Nothing of this library names a class that could open a socket, so verifying opens none. */
class NoNetworkTest {
    private static final Set<String> HARMLESS =
            Set.of("java/net/URLDecoder", "java/net/URI", "java/net/URISyntaxException");

    @Test
    @Requirement("EVID-11")
    void no_class_names_a_socket_a_url_or_a_channel() throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> classes = files.filter(f -> f.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(60);
            classes.forEach(file -> names(file).forEach(name -> found.add(file + ": " + name)));
        }

        assertThat(found).isEmpty();
    }

    private static List<String> names(Path file) {
        List<String> names = new ArrayList<>();
        try {
            for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                if (entry instanceof ClassEntry named) {
                    String name = named.asInternalName();
                    boolean network =
                            name.startsWith("java/net/")
                                    || name.startsWith("javax/net/")
                                    || name.startsWith("java/nio/channels/");
                    if (network && !HARMLESS.contains(name)) {
                        names.add(name);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(
                        EvidenceVerifier.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                .resolve("dev/surefoot/evidence");
    }
}
