package dev.surefoot.cli.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Copies of those jars that the JDK's AOT cache refuses: signed ones, and ones with classes older
 * than Java 6, which have no stack maps. In the copies the signatures are left out and the stack
 * maps are there; nothing else differs. They lie before the originals on the class path.
 */
public final class CacheableJars {
    private static final int FIRST_WITH_STACK_MAPS = 50;
    private static final int WRITTEN = 61;

    private CacheableJars() {}

    /** Arguments: the folder with all jars, and the one for the copies. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path jars, Path copies) throws IOException {
        Files.createDirectories(copies);
        List<Path> all;
        try (Stream<Path> files = Files.list(jars)) {
            all = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : all) {
            if (refused(jar)) {
                copy(jar, copies.resolve(String.valueOf(jar.getFileName())));
            }
        }
    }

    private static boolean refused(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (isSignature(entry) || isOld(jar, entry)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (JarFile jar = new JarFile(from.toFile(), false);
                URLClassLoader own = new URLClassLoader(new URL[] {from.toUri().toURL()});
                OutputStream file = Files.newOutputStream(to);
                JarOutputStream out = new JarOutputStream(file)) {
            ClassFile classFiles =
                    ClassFile.of(
                            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                            ClassFile.ClassHierarchyResolverOption.of(
                                    ClassHierarchyResolver.ofResourceParsing(own)
                                            .orElse(ClassHierarchyResolver.defaultResolver())));
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.isDirectory() || isSignature(entry)) {
                    continue;
                }
                byte[] bytes = bytes(jar, entry);
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(isOld(entry, bytes) ? withStackMaps(classFiles, bytes) : bytes);
                out.closeEntry();
            }
        }
    }

    private static byte[] withStackMaps(ClassFile classFiles, byte[] bytes) {
        ClassModel model = classFiles.parse(bytes);
        return classFiles.build(
                model.thisClass().asSymbol(),
                written -> {
                    written.withVersion(WRITTEN, 0);
                    model.forEach(
                            element -> {
                                switch (element) {
                                    case ClassFileVersion old -> {}
                                    case MethodModel method ->
                                            written.transformMethod(
                                                    method,
                                                    // Code that is passed on as it is gets no maps.
                                                    MethodTransform.transformingCode(REBUILT));
                                    default -> written.with(element);
                                }
                            });
                });
    }

    private static final CodeTransform REBUILT = (code, element) -> code.with(element);

    private static boolean isSignature(JarEntry entry) {
        String name = entry.getName().toUpperCase(Locale.ROOT);
        return name.startsWith("META-INF/")
                && name.lastIndexOf('/') == "META-INF".length()
                && (name.endsWith(".SF") || name.endsWith(".RSA") || name.endsWith(".EC"));
    }

    private static boolean isOld(JarFile jar, JarEntry entry) throws IOException {
        if (!entry.getName().endsWith(".class")) {
            return false;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return isOld(entry, in.readNBytes(8));
        }
    }

    private static boolean isOld(JarEntry entry, byte[] head) {
        return entry.getName().endsWith(".class")
                && head.length >= 8
                && (((head[6] & 0xFF) << 8) | (head[7] & 0xFF)) < FIRST_WITH_STACK_MAPS;
    }

    private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
