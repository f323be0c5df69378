package dev.surefoot.schema.migration;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files of a folder that matter here: SQL and the tools' small settings beside it. Hidden files
 * and folders are left out; no link is followed out of the folder. A reading, not a snapshot: files
 * that change meanwhile are seen as they are when read.
 */
final class SourceFolder {
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "(?:[VUBR]\\d*(?:[._]\\d+)*__|\\d+[_.-]).*"
                            + "\\.(?:java|kt|groovy|go|rb|py|js|ts|php|cs|ya?ml|json|xml)");

    /** Reading a pipe waits for whoever writes to it, perhaps for good. */
    private static final String NO_FILE =
            "is a pipe, a socket or a device, which is not read; put a regular file here";

    private final Path root;
    private final int maxFileBytes;
    private final TreeMap<String, Path> files = new TreeMap<>();
    private final TreeSet<String> programs = new TreeSet<>();

    private SourceFolder(Path root, int maxFileBytes) {
        this.root = root;
        this.maxFileBytes = maxFileBytes;
    }

    static SourceFolder walk(Path directory, ReadOptions options) throws UnreadableMigrations {
        String shown = directory.toString();
        if (!Files.isDirectory(directory)) {
            throw new UnreadableMigrations(
                    shown,
                    0,
                    Files.exists(directory)
                            ? "is a file; give the folder that holds the migrations"
                            : "no such folder; give the folder that holds the migrations");
        }
        try {
            var folder = new SourceFolder(directory.toRealPath(), options.maxFileBytes());
            var walk = folder.new Walk(options.maxFiles());
            Files.walkFileTree(folder.root, walk);
            if (walk.problem != null) {
                throw walk.problem;
            }
            return folder;
        } catch (IOException e) {
            throw new UnreadableMigrations(shown, 0, "can't be listed: " + e);
        }
    }

    /** Paths of the SQL files, with {@code /}, sorted as text. */
    Set<String> sqlFiles() {
        var found = new TreeSet<String>();
        for (String path : files.keySet()) {
            if (path.endsWith(".sql")) {
                found.add(path);
            }
        }
        return found;
    }

    /** Files named like migrations that are no SQL, for example {@code V2__fill.java}. */
    Set<String> programs() {
        return Collections.unmodifiableSet(programs);
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    SourceText read(String path) throws UnreadableMigrations {
        Path file = files.get(path);
        if (file == null) {
            throw new UnreadableMigrations(path, 0, "no such file in the folder");
        }
        return SourceText.read(path, file, maxFileBytes);
    }

    private static boolean matters(String name) {
        return name.endsWith(".sql") || name.endsWith(".sql.conf") || name.equals("metadata.toml");
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final int maxFiles;
        private @Nullable UnreadableMigrations problem;

        Walk(int maxFiles) {
            this.maxFiles = maxFiles;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean hidden = !dir.equals(root) && dir.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            String name = file.getFileName().toString();
            String path = root.relativize(file).toString().replace('\\', '/');
            boolean link = attributes.isSymbolicLink();
            if (PROGRAM.matcher(name).matches()) {
                programs.add(path);
            }
            if (!matters(name) && matters(name.toLowerCase(Locale.ROOT))) {
                return stop(path, "is not read, tools want .sql in small letters; rename it");
            }
            if (name.startsWith(".") || (!matters(name) && !(link && Files.isDirectory(file)))) {
                return FileVisitResult.CONTINUE;
            }
            String wrong = link ? wrongLink(file) : attributes.isRegularFile() ? "" : NO_FILE;
            if (!wrong.isEmpty()) {
                return stop(path, wrong);
            }
            files.put(path, file);
            if (files.size() > maxFiles) {
                return stop(
                        path, "is file " + files.size() + "; at most " + maxFiles + " are read");
            }
            return FileVisitResult.CONTINUE;
        }

        private String wrongLink(Path link) throws IOException {
            if (!Files.exists(link)) {
                return "is a link to nothing; put the file here";
            }
            Path target = link.toRealPath();
            if (!target.startsWith(root)) {
                return "is a link that leaves the folder; put the file here";
            }
            if (Files.isDirectory(target)) {
                return "is a link to a folder; migrations are read from real folders only";
            }
            return Files.isRegularFile(target) ? "" : NO_FILE;
        }

        private FileVisitResult stop(String path, String message) {
            problem = new UnreadableMigrations(path, 0, message);
            return FileVisitResult.TERMINATE;
        }
    }
}
