package dev.surefoot.schema.migration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flyway's names: {@code V1.2__words.sql} by version, {@code U1.2…} as its way back, {@code B1.2…}
 * in place of every V up to it, {@code R__words.sql} last, by their words. Folders below count
 * alike. Pure.
 */
final class FlywayNames {
    private static final Pattern NAME =
            Pattern.compile("(?<kind>[VUB])(?<version>\\d+(?:[._]\\d+)*)(?:__(?<words>.*))?\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__(?<words>.+)\\.sql");

    private final TreeMap<NumberedVersion, Entry> forward = new TreeMap<>();
    private final TreeMap<NumberedVersion, Entry> baselines = new TreeMap<>();
    private final TreeMap<NumberedVersion, Entry> undo = new TreeMap<>();
    private final TreeMap<String, Entry> repeatable = new TreeMap<>();

    private FlywayNames() {}

    /** The migrations in order; what is none, or is replaced, is told to {@code leftOut}. */
    static List<Entry> order(Collection<String> paths, List<String> leftOut)
            throws UnreadableMigrations {
        var names = new FlywayNames();
        for (String path : paths) {
            if (LayoutFinder.isCallback(path)) {
                leftOut.add(
                        path + ": a script that Flyway runs beside migrations, not one of them");
            } else {
                names.add(path);
            }
        }
        return names.entries(leftOut);
    }

    private void add(String path) throws UnreadableMigrations {
        String name = Paths.name(path);
        Matcher again = REPEATABLE.matcher(name);
        if (again.matches()) {
            String words = words(again.group("words"));
            var entry = new Entry(Paths.without(name, ".sql"), words, path, Optional.empty());
            refuseSecond(repeatable.put(words, entry), entry);
            return;
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalStateException(path + " is no name of Flyway's");
        }
        String digits = matcher.group("version").replace('_', '.');
        var entry = new Entry(digits, words(matcher.group("words")), path, Optional.empty());
        var kind =
                switch (matcher.group("kind")) {
                    case "V" -> forward;
                    case "U" -> undo;
                    default -> baselines;
                };
        refuseSecond(kind.put(NumberedVersion.parse(digits), entry), entry);
    }

    private List<Entry> entries(List<String> leftOut) throws UnreadableMigrations {
        if (!baselines.isEmpty()) {
            NumberedVersion base = baselines.lastKey();
            String stand = baselines.lastEntry().getValue().path();
            forward.headMap(base, true)
                    .values()
                    .forEach(e -> leftOut.add(e.path() + ": " + stand + " stands for it"));
            forward.headMap(base, true).clear();
            undo.headMap(base, true).clear();
            forward.put(base, baselines.lastEntry().getValue());
        }
        var entries = new ArrayList<Entry>();
        for (var each : forward.entrySet()) {
            Entry entry = each.getValue();
            Optional<String> down =
                    Optional.ofNullable(undo.remove(each.getKey())).map(Entry::path);
            entries.add(new Entry(entry.version(), entry.description(), entry.path(), down));
        }
        if (!undo.isEmpty()) {
            Entry lonely = undo.firstEntry().getValue();
            throw new UnreadableMigrations(
                    lonely.path(),
                    0,
                    "undoes version "
                            + lonely.version()
                            + ", of which there is no V file; add it or delete this file");
        }
        entries.addAll(repeatable.values());
        return entries;
    }

    private static String words(@Nullable String words) {
        return words == null ? "" : words.replace('_', ' ').strip();
    }

    private static void refuseSecond(@Nullable Entry first, Entry second)
            throws UnreadableMigrations {
        if (first != null) {
            throw Duplicates.error(first, second);
        }
    }
}
