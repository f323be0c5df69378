package dev.surefoot.schema.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that carry their order: by the number they begin with where all have one, so that 2 comes
 * before 10; else as text. Pure.
 */
final class NumberedNames {
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:[.-]\\d+)*)[_.-]*(.*)");

    private NumberedNames() {}

    /** {@code X.up.sql} with {@code X.down.sql}; the version is the number in front, else X. */
    static List<Entry> pairs(Collection<String> paths) throws UnreadableMigrations {
        var all = new HashSet<String>(paths);
        var entries = new ArrayList<Entry>();
        for (String path : paths) {
            if (path.endsWith(".up.sql")) {
                String stem = Paths.without(path, ".up.sql");
                String down = stem + ".down.sql";
                var way = all.contains(down) ? Optional.of(down) : Optional.<String>empty();
                String name = Paths.name(stem);
                Matcher matcher = NUMBER.matcher(name);
                entries.add(
                        matcher.matches()
                                ? new Entry(matcher.group(1), words(matcher.group(2)), path, way)
                                : new Entry(name, words(name), path, way));
            } else if (!all.contains(Paths.without(path, ".down.sql") + ".up.sql")) {
                throw new UnreadableMigrations(
                        path, 0, "has no .up.sql beside it; add it or delete this file");
            }
        }
        List<Entry> sorted = sort(entries);
        Duplicates.refuse(sorted);
        return sorted;
    }

    /** Every file a migration; the version is its path without {@code .sql}. */
    static List<Entry> plain(Collection<String> paths) {
        var entries = new ArrayList<Entry>();
        for (String path : paths) {
            String stem = Paths.without(path, ".sql");
            Matcher matcher = NUMBER.matcher(Paths.name(stem));
            String words = matcher.matches() ? matcher.group(2) : Paths.name(stem);
            entries.add(new Entry(stem, words(words), path, Optional.empty()));
        }
        return sort(entries);
    }

    private static List<Entry> sort(List<Entry> entries) {
        Comparator<Entry> byText = Comparator.comparing(Entry::path);
        boolean numbered = entries.stream().allMatch(e -> NUMBER.matcher(e.path()).matches());
        return entries.stream()
                .sorted(
                        numbered
                                ? Comparator.comparing(NumberedNames::number).thenComparing(byText)
                                : byText)
                .toList();
    }

    private static NumberedVersion number(Entry entry) {
        Matcher matcher = NUMBER.matcher(entry.path());
        return matcher.matches()
                ? NumberedVersion.parse(matcher.group(1).replace("-", ""))
                : new NumberedVersion(List.of());
    }

    private static String words(String raw) {
        return raw.replace('_', ' ').replace('-', ' ').strip();
    }
}
