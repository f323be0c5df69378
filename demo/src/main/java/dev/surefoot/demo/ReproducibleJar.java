package dev.surefoot.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs classes into a runnable jar whose bytes depend on nothing but the classes, the main class
 * and the version: entries are sorted, carry one fixed local time and are stored, so that neither
 * clock, time zone, file system nor the version of zlib shows.
 */
final class ReproducibleJar {
    // The first month that every zip tool can express in every time zone.
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private ReproducibleJar() {}

    static void write(Path classes, String mainClass, String version, Path jar) throws IOException {
        List<Path> files;
        try (var paths = Files.walk(classes)) {
            files = paths.filter(Files::isRegularFile).sorted().toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            store(zip, JarFile.MANIFEST_NAME, manifest(mainClass, version));
            for (Path file : files) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                store(zip, name, Files.readAllBytes(file));
            }
        }
    }

    private static byte[] manifest(String mainClass, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().put(Name.IMPLEMENTATION_TITLE, "shop");
        manifest.getMainAttributes().put(Name.IMPLEMENTATION_VERSION, version);
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
