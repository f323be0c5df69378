package dev.surefoot.schema.migration;

import java.util.ArrayDeque;
import java.util.Optional;

/** Paths within a folder, written with {@code /}. Pure. */
final class Paths {
    private Paths() {}

    /** The last part. */
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** All but the last part, with the {@code /} that ends it; empty at the top. */
    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** What another path means beside this one; empty if it leaves the folder. */
    static Optional<String> beside(String path, String other) {
        if (other.startsWith("/") || other.contains("\\") || other.contains(":")) {
            return Optional.empty();
        }
        var parts = new ArrayDeque<String>();
        for (String part : (folder(path) + other).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    /** Without {@code .sql} or another ending, which the path must have. */
    static String without(String path, String ending) {
        return path.substring(0, path.length() - ending.length());
    }
}
