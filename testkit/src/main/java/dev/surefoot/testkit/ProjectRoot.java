package dev.surefoot.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder of the reactor's top {@code pom.xml}, from whichever module a test runs in. */
public final class ProjectRoot {
    private ProjectRoot() {}

    /**
     * The project's root directory.
     *
     * @throws IllegalStateException if no folder above the working directory holds the reactor
     */
    public static Path find() {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("pom.xml"))
                    && Files.isDirectory(at.resolve("testkit"))) {
                return at;
            }
        }
        throw new IllegalStateException(
                "no project root above " + here + ": run the tests from inside the checkout");
    }
}
