package dev.surefoot.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A library whose classes go into the shop's jar, as its own jar describes it.
 *
 * @param jar where it was found; an absolute path
 * @param coordinates what it is
 * @param license its SPDX identifier
 * @param sha256Hex of the jar's bytes
 * @param inside libraries that it has taken into itself, by the licences it carries for them
 * @param modules of the JDK that its classes use
 */
record Library(
        Path jar,
        Coordinates coordinates,
        String license,
        String sha256Hex,
        List<Coordinates> inside,
        SortedSet<String> modules) {
    static final String LICENSES = "META-INF/licenses/";
    private static final Pattern TAKEN_IN =
            Pattern.compile(Pattern.quote(LICENSES) + "([^/]+)/([^/]+)-(\\d[^/-]*)/.*LICENSE");

    // Looking through some 500 classes takes seconds, and a jar on the class path stays as it is.
    private static final Map<Path, Library> KNOWN = new ConcurrentHashMap<>();

    Library {
        inside = List.copyOf(inside);
        modules = Collections.unmodifiableSortedSet(new TreeSet<>(modules));
    }

    /** What Maven calls it. */
    record Coordinates(String group, String name, String version) {
        /** See <a href="https://github.com/package-url/purl-spec">package URL</a>. */
        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version;
        }
    }

    /**
     * The PostgreSQL JDBC driver that the running JVM has on its class path.
     *
     * @throws BuildFailure if there is none, or if it does not say its version and licence
     */
    static Library postgresqlDriver() throws IOException {
        Path path = RunningClassPath.driver();
        Library known = KNOWN.get(path);
        if (known == null) {
            known = driver(path);
            KNOWN.put(path, known);
        }
        return known;
    }

    static Library driver(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            Attributes says =
                    jar.getManifest() == null
                            ? new Attributes()
                            : jar.getManifest().getMainAttributes();
            String version = says.getValue("Bundle-Version");
            String license = says.getValue("Bundle-License");
            if (version == null || license == null) {
                throw new BuildFailure(
                        path
                                + " names no version and licence in its manifest; take a released jar");
            }
            return new Library(
                    path,
                    new Coordinates("org.postgresql", "postgresql", version),
                    license,
                    ShopBuild.sha256(path),
                    takenIn(jar),
                    JdkModules.usedBy(path, ".*"));
        }
    }

    private static List<Coordinates> takenIn(JarFile jar) {
        return jar.stream()
                .map(entry -> TAKEN_IN.matcher(entry.getName()))
                .filter(Matcher::matches)
                .map(m -> new Coordinates(m.group(1), m.group(2), m.group(3)))
                .sorted(Comparator.comparing(Coordinates::purl))
                .toList();
    }
}
