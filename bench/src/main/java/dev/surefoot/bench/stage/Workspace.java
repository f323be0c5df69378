package dev.surefoot.bench.stage;

import dev.surefoot.bench.Report;
import dev.surefoot.cli.Folders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder for one measurement. It is deleted at the end, unless something went wrong; then it is
 * kept for looking. Nothing that was started in it may outlive it.
 */
public final class Workspace implements AutoCloseable {
    private final Path root;
    private boolean good;

    private Workspace(Path root) {
        this.root = root;
    }

    /** A new temporary folder. */
    public static Workspace create() throws IOException {
        return new Workspace(Files.createTempDirectory("surefoot-bench").toRealPath());
    }

    /** Where it is. */
    public Path root() {
        return root;
    }

    /** Says that all went well, so that nobody needs to look. */
    public void good() {
        good = true;
    }

    /**
     * Looks for processes that were left behind, and deletes the folder.
     *
     * @throws IllegalStateException naming processes that still run; they are ended first
     */
    @Override
    public void close() throws IOException {
        List<ProcessHandle> left = Leftovers.of(root);
        List<String> names = left.stream().map(Leftovers::name).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        if (good && left.isEmpty()) {
            Folders.delete(root);
        } else {
            Report.progress("everything is kept in " + root);
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException(
                    "processes outlived the measurement and were killed: " + names);
        }
    }
}
