package dev.surefoot.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a tree of sources with the running JDK's own compiler. */
final class ShopCompiler {
    private ShopCompiler() {}

    /**
     * Compiles all sources below a folder.
     *
     * @param classPath what the sources may use besides the JDK
     * @throws BuildFailure if there is no compiler, or the sources have errors or warnings
     */
    static void compile(Path sources, List<Path> classPath, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new BuildFailure(
                    System.getProperty("java.home")
                            + " has no compiler: run the demo with a JDK, not with a JRE");
        }
        Files.createDirectories(classes);
        // Sorted, because the order of the sources may show in the classes.
        List<Path> files;
        try (var paths = Files.walk(sources)) {
            files = paths.filter(path -> path.toString().endsWith(".java")).sorted().toList();
        }
        StringWriter messages = new StringWriter();
        List<String> options =
                List.of("-Xlint:all", "-Werror", "-proc:none", "-g", "--release", "25");
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            manager.setLocationFromPaths(
                    javax.tools.StandardLocation.CLASS_OUTPUT, List.of(classes));
            manager.setLocationFromPaths(javax.tools.StandardLocation.CLASS_PATH, classPath);
            var units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
                throw new BuildFailure(sources + " does not compile:\n" + messages);
            }
        }
    }
}
