package dev.surefoot.cli;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.ShopBuild;
import dev.surefoot.demo.ShopRepository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The demo's shop, each version built once for all tests of this JVM. */
final class Shop {
    private static final Path DIRECTORY = directory();
    static final ShopRepository REPOSITORY = ShopRepository.create(DIRECTORY.resolve("git"));
    private static final Map<String, BuiltVersion> BUILT = new ConcurrentHashMap<>();

    private Shop() {}

    /** {@code v1} and {@code v2} are good, {@code v3} fails about 2 % of its requests. */
    static BuiltVersion version(String name) {
        return BUILT.computeIfAbsent(
                name,
                key ->
                        REPOSITORY.commits().stream()
                                .filter(commit -> commit.version().equals(key))
                                .map(c -> ShopBuild.build(REPOSITORY, c, DIRECTORY.resolve(key)))
                                .findFirst()
                                .orElseThrow());
    }

    // Below the module's build folder: Maven's clean removes it, the next run starts a new one.
    private static Path directory() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target/shop")), "run")
                    .toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
