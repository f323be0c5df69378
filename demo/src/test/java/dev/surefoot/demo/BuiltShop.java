package dev.surefoot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The shop's five versions, built once for all tests of this JVM. */
final class BuiltShop {
    private static final Path DIRECTORY = directory();
    static final ShopRepository REPOSITORY = ShopRepository.create(DIRECTORY.resolve("git"));
    static final List<BuiltVersion> VERSIONS =
            REPOSITORY.commits().stream()
                    .map(c -> ShopBuild.build(REPOSITORY, c, DIRECTORY.resolve(c.version())))
                    .toList();

    private BuiltShop() {}

    static BuiltVersion version(int number) {
        return VERSIONS.get(number - 1);
    }

    // Below the module's build folder: Maven's clean removes it, the next run starts a new one.
    private static Path directory() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target/shop")), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
