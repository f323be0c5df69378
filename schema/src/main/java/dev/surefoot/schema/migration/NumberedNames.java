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
 * Names that carry their order: by the numbers they begin with where all have one, each part by
 * itself, so that 2 comes before 10 and 1-9 before 1-10; else as text. Pure.
 */
final class NumberedNames {
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:[.-]\\d+)*)[_.-]*(.*)");

    /** After an underscore, digits are a number only as a word of their own: not in 1_2fa. */
    private static final Pattern PARTS = Pattern.compile("\\d+(?:[.-]\\d+|_\\d+(?!\\p{Alnum}))*");

    private static final Pattern DATE = Pattern.compile("\\d{4}[._-]\\d\\d[._-]\\d\\d(?!\\d).*");

    /** Year, month, day and time of day without anything between. */
    private static final Pattern STAMP =
            Pattern.compile("^(\\d{4})(\\d\\d)(\\d\\d)(\\d{6})(?!\\d)");

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
        boolean dated = entries.stream().anyMatch(e -> DATE.matcher(e.path()).matches());
        Comparator<Entry> byNumber = Comparator.comparing(e -> number(e.path(), dated));
        return entries.stream().sorted(numbered ? byNumber.thenComparing(byText) : byText).toList();
    }

    /**
     * @param dated whether dates are written in parts in this folder: one written in a row is then
     *     the same
     */
    private static NumberedVersion number(String path, boolean dated) {
        String name = dated ? STAMP.matcher(path).replaceFirst("$1-$2-$3-$4") : path;
        Matcher matcher = PARTS.matcher(name);
        return matcher.lookingAt()
                ? NumberedVersion.parse(matcher.group().replace('-', '.'))
                : new NumberedVersion(List.of());
    }

    private static String words(String raw) {
        return raw.replace('_', ' ').replace('-', ' ').strip();
    }
}
