package dev.surefoot.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs compiled tests in a JVM of their own, by JUnit's console, and keeps its XML. */
final class ShopTests {
    private static final int LONGEST_MINUTES = 5;

    private ShopTests() {}

    /**
     * Runs all tests found in a folder of classes.
     *
     * @return the XML reports, whether or not tests failed
     * @throws BuildFailure if the tests did not end or left no report
     */
    static List<Path> run(Path testClasses, List<Path> classPath, Path reports)
            throws IOException, InterruptedException {
        Files.createDirectories(reports);
        Path log = reports.resolveSibling("tests.log");
        Process tests =
                new ProcessBuilder(command(testClasses, classPath, reports))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            tests.getOutputStream().close();
            if (!tests.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                throw new BuildFailure(
                        "the tests did not end within " + LONGEST_MINUTES + " min; see " + log);
            }
        } finally {
            tests.destroyForcibly().waitFor();
        }
        List<Path> written;
        try (var files = Files.list(reports)) {
            written = files.filter(f -> isReport(f)).sorted().toList();
        }
        if (written.isEmpty()) {
            throw new BuildFailure(
                    "the tests ended with " + tests.exitValue() + " and no report; see " + log);
        }
        return written;
    }

    private static boolean isReport(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private static List<String> command(Path testClasses, List<Path> classPath, Path reports) {
        List<Path> all = new ArrayList<>(classPath);
        all.add(testClasses);
        String joined =
                all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-cp",
                joined,
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--scan-class-path=" + testClasses,
                "--reports-dir=" + reports,
                "--details=tree",
                "--disable-ansi-colors",
                "--disable-banner",
                "--fail-if-no-tests");
    }
}
