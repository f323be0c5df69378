package dev.surefoot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shop's sources as they lie in this module's resources: v1 is a whole tree, each later version
 * holds only the files it changes. Works from a folder of classes and from a jar.
 */
final class ShopSources {
    static final List<String> VERSIONS = List.of("v1", "v2", "v3", "v4", "v5");

    private ShopSources() {}

    /**
     * A version's commit message and the files it adds or changes, by path with forward slashes.
     *
     * @param message the whole message, ending with a newline
     */
    record Change(String message, SortedMap<String, byte[]> files) {}

    static Change read(String version) {
        URL message = ShopSources.class.getResource("/shop/" + version + ".txt");
        if (message == null) {
            throw new IllegalStateException("the module's resources have no shop/" + version);
        }
        try {
            URI uri = message.toURI();
            if (!uri.getScheme().equals("jar")) {
                return read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(jarOf(uri), Map.of())) {
                return read(jar.getPath("/shop/" + version + ".txt"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the shop's sources from " + message, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a resource's address is no URI: " + message, e);
        }
    }

    private static Path jarOf(URI resource) {
        String whole = resource.getRawSchemeSpecificPart();
        return Path.of(URI.create(whole.substring(0, whole.indexOf("!/"))));
    }

    private static Change read(Path message) throws IOException {
        String version = message.getFileName().toString().replace(".txt", "");
        Path tree = message.resolveSibling(version);
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (var paths = Files.walk(tree)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        tree.relativize(path).toString().replace('\\', '/'),
                        Files.readAllBytes(path));
            }
        }
        return new Change(Files.readString(message), files);
    }
}
