package dev.surefoot.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/** Reads from a jar's classes which modules of the JDK it needs, directly and in the end. */
final class JdkModules {
    private JdkModules() {}

    /**
     * The modules that some of a jar's classes use, as {@code jdeps} finds them. What a class names
     * that is in neither jar nor JDK is left out: libraries name others that they can do without.
     *
     * @param classes a regular expression of their full names
     */
    static SortedSet<String> usedBy(Path jar, String classes) {
        ToolProvider jdeps =
                ToolProvider.findFirst("jdeps")
                        .orElseThrow(
                                () ->
                                        new BuildFailure(
                                                System.getProperty("java.home")
                                                        + " has no jdeps: run the demo with a"
                                                        + " full JDK"));
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        int exit =
                jdeps.run(
                        printer,
                        printer,
                        "--ignore-missing-deps",
                        "--multi-release",
                        Integer.toString(Runtime.version().feature()),
                        "--list-deps",
                        "-include",
                        classes,
                        jar.toString());
        if (exit != 0) {
            throw new BuildFailure("jdeps ended with " + exit + " for " + jar + ": " + out);
        }
        SortedSet<String> modules = new TreeSet<>();
        for (String line : out.toString().lines().map(String::strip).toList()) {
            // A use of a module's inside is shown as MODULE/PACKAGE.
            modules.add(line.replaceFirst("/.*", ""));
        }
        return modules;
    }

    /** The modules and all that they require, each with what it requires itself. */
    static SortedMap<String, SortedSet<String>> closure(SortedSet<String> roots) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        roots.forEach(root -> collect(root, all));
        return all;
    }

    /** The version that the running JDK gives a module of its own. */
    static String version(String module) {
        return descriptor(module)
                .rawVersion()
                .orElseThrow(
                        () -> new BuildFailure("the JDK's module " + module + " names no version"));
    }

    private static void collect(String module, SortedMap<String, SortedSet<String>> all) {
        if (all.containsKey(module)) {
            return;
        }
        SortedSet<String> requires = new TreeSet<>();
        for (ModuleDescriptor.Requires required : descriptor(module).requires()) {
            if (!required.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC)) {
                requires.add(required.name());
            }
        }
        all.put(module, requires);
        List.copyOf(requires).forEach(required -> collect(required, all));
    }

    private static ModuleDescriptor descriptor(String module) {
        return ModuleFinder.ofSystem()
                .find(module)
                .map(ModuleReference::descriptor)
                .orElseThrow(
                        () ->
                                new BuildFailure(
                                        "the jar needs "
                                                + module
                                                + ", which the running JDK lacks"));
    }
}
