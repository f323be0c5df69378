package dev.surefoot.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Finds what the build needs on the class path of the JVM that runs it: the jars of the test
 * framework, and the libraries that go into the shop's jar.
 */
final class RunningClassPath {
    private static final List<String> TEST_FRAMEWORK =
            List.of(
                    "junit-jupiter-",
                    "junit-platform-",
                    "opentest4j-",
                    "open-test-reporting-",
                    "apiguardian-api-",
                    "jspecify-");
    private static final Pattern DRIVER = Pattern.compile("postgresql-\\d[^/]*\\.jar");

    private RunningClassPath() {}

    /**
     * The jars that JUnit's console needs, with those it needs itself.
     *
     * @throws BuildFailure if the console or Jupiter is not on the class path
     */
    static List<Path> testFramework() throws IOException {
        return testFramework(System.getProperty("java.class.path"));
    }

    static List<Path> testFramework(String classPath) throws IOException {
        List<Path> found =
                entries(classPath).stream()
                        .filter(jar -> isOne(jar, TEST_FRAMEWORK))
                        .map(Path::toAbsolutePath)
                        .distinct()
                        .toList();
        for (String needed : List.of("junit-platform-console-", "junit-jupiter-engine-")) {
            if (found.stream().noneMatch(jar -> isOne(jar, List.of(needed)))) {
                throw new BuildFailure(
                        "the class path has no "
                                + needed
                                + "*.jar, so the shop's tests cannot run; start with all of the"
                                + " demo's run-time dependencies");
            }
        }
        return found;
    }

    /**
     * The jar of PostgreSQL's JDBC driver.
     *
     * @throws BuildFailure if it is not on the class path
     */
    static Path driver() throws IOException {
        return driver(System.getProperty("java.class.path"));
    }

    static Path driver(String classPath) throws IOException {
        return entries(classPath).stream()
                .filter(jar -> DRIVER.matcher(String.valueOf(jar.getFileName())).matches())
                .map(Path::toAbsolutePath)
                .findFirst()
                .orElseThrow(
                        () ->
                                new BuildFailure(
                                        "the class path has no postgresql-*.jar, which goes into"
                                                + " the shop's jar; start with all of the demo's"
                                                + " run-time dependencies"));
    }

    private static boolean isOne(Path jar, List<String> prefixes) {
        String name = String.valueOf(jar.getFileName());
        return name.endsWith(".jar") && prefixes.stream().anyMatch(name::startsWith);
    }

    private static List<Path> entries(String classPath) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                all.add(Path.of(entry));
                all.addAll(namedByManifest(Path.of(entry)));
            }
        }
        return all;
    }

    // A program started by `java -jar` names its libraries only in its manifest.
    private static List<Path> namedByManifest(Path entry) throws IOException {
        if (!entry.toString().endsWith(".jar") || !Files.isRegularFile(entry)) {
            return List.of();
        }
        try (JarFile jar = new JarFile(entry.toFile())) {
            Manifest manifest = jar.getManifest();
            String named =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Class-Path");
            List<Path> paths = new ArrayList<>();
            for (String relative : named == null ? new String[0] : named.strip().split("\\s+")) {
                URI uri = entry.toUri().resolve(relative);
                if ("file".equals(uri.getScheme())) {
                    paths.add(Path.of(uri));
                }
            }
            return paths;
        }
    }
}
