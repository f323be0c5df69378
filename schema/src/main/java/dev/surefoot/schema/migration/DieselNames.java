package dev.surefoot.schema.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Diesel's names: one folder per migration with {@code up.sql} and perhaps {@code down.sql}. The
 * version is the folder's name before its first {@code _} without hyphens, compared as text. Pure.
 */
final class DieselNames {
    private DieselNames() {}

    static List<Entry> order(Collection<String> paths) throws UnreadableMigrations {
        var folders = new TreeMap<String, List<String>>();
        for (String path : paths) {
            String folder = Paths.folder(path);
            int depth = folder.length() - folder.replace("/", "").length();
            if (depth != 1) {
                throw new UnreadableMigrations(
                        path,
                        0,
                        depth == 0
                                ? "is itself one migration; give the folder above it"
                                : "lies too deep; give the folder that holds "
                                        + Paths.name(Paths.without(folder, "/")));
            }
            folders.computeIfAbsent(folder, f -> new ArrayList<>()).add(Paths.name(path));
        }
        var entries = new ArrayList<Entry>();
        for (var each : folders.entrySet()) {
            entries.add(entry(each.getKey(), each.getValue()));
        }
        entries.sort(Comparator.comparing(Entry::version));
        Duplicates.refuse(entries);
        return entries;
    }

    private static Entry entry(String folder, List<String> names) throws UnreadableMigrations {
        if (!names.contains("up.sql")) {
            throw new UnreadableMigrations(
                    folder + "down.sql", 0, "has no up.sql beside it; add it or delete this file");
        }
        String name = Paths.without(folder, "/");
        int underscore = name.indexOf('_');
        String version = underscore < 0 ? name : name.substring(0, underscore);
        String words = underscore < 0 ? "" : name.substring(underscore + 1);
        return new Entry(
                version.replace("-", ""),
                words.replace('_', ' '),
                folder + "up.sql",
                names.contains("down.sql") ? Optional.of(folder + "down.sql") : Optional.empty());
    }
}
