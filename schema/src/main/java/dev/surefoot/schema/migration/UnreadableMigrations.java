package dev.surefoot.schema.migration;

import java.io.Serial;

/**
 * A folder of migrations that can't be read whole. The message names file, line (where one is to
 * blame), what was seen and what to do; a command that meets it ends with exit code 2.
 */
public final class UnreadableMigrations extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final String path;
    private final int line;

    /**
     * @param path relative to the folder, or the folder itself
     * @param line from 1, or 0 if no line is to blame
     */
    public UnreadableMigrations(String path, int line, String message) {
        super((line > 0 ? path + ":" + line : path) + ": " + message);
        this.path = path;
        this.line = line;
    }

    /** The file relative to the folder, or the folder. */
    public String path() {
        return path;
    }

    /** The line from 1; 0 if none is to blame. */
    public int line() {
        return line;
    }
}
