package dev.surefoot.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs classes and a library into a runnable jar whose bytes depend on nothing but these, the main
 * class and the version: entries are sorted, carry one fixed local time and are stored, so that
 * neither clock, time zone, file system nor the version of zlib shows.
 *
 * <p>The library keeps its licence, under {@code META-INF/licenses}, and its classes for later
 * releases of Java; its manifest is left out.
 */
final class ReproducibleJar {
    // The first month that every zip tool can express in every time zone.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);
    private static final String LICENSE = "META-INF/LICENSE";

    private ReproducibleJar() {}

    /**
     * What to pack.
     *
     * @param classes the folder of the program's own classes
     */
    record Content(Path classes, String mainClass, String version, Library library) {}

    static void write(Content content, Path jar) throws IOException {
        SortedMap<String, byte[]> entries = entriesOf(content.library());
        try (var paths = Files.walk(content.classes())) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                String name = content.classes().relativize(file).toString().replace('\\', '/');
                add(entries, name, Files.readAllBytes(file));
            }
        }
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, JarFile.MANIFEST_NAME, manifest(content));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                store(zip, entry.getKey(), entry.getValue());
            }
        }
    }

    private static SortedMap<String, byte[]> entriesOf(Library library) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        try (JarFile jar = new JarFile(library.jar().toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().endsWith("MANIFEST.MF")) {
                    byte[] bytes = jar.getInputStream(entry).readAllBytes();
                    add(entries, nameInside(entry.getName(), library), bytes);
                }
            }
        }
        return entries;
    }

    /** A library's licence would otherwise pass for the program's. */
    private static String nameInside(String name, Library library) {
        Library.Coordinates of = library.coordinates();
        return name.equals(LICENSE)
                ? Library.LICENSES
                        + "%s/%s-%s/LICENSE".formatted(of.group(), of.name(), of.version())
                : name;
    }

    private static void add(SortedMap<String, byte[]> entries, String name, byte[] bytes) {
        if (entries.put(name, bytes) != null) {
            throw new BuildFailure("program and library both hold " + name + ": rename one");
        }
    }

    private static byte[] manifest(Content content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, content.mainClass());
        manifest.getMainAttributes().put(Name.IMPLEMENTATION_TITLE, "shop");
        manifest.getMainAttributes().put(Name.IMPLEMENTATION_VERSION, content.version());
        manifest.getMainAttributes().put(Name.MULTI_RELEASE, "true");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
