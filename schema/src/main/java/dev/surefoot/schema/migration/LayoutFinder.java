package dev.surefoot.schema.migration;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a folder's layout from the names in it. Pure. */
final class LayoutFinder {
    private static final Pattern FLYWAY =
            Pattern.compile("[VUB]\\d+(?:[._]\\d+)*(?:__.*)?\\.sql|R__.+\\.sql");
    private static final Pattern CALLBACK =
            Pattern.compile("(?:before|after|create)[A-Z]\\w*?(?:__.*)?\\.sql");

    private LayoutFinder() {}

    /** The one layout of all these paths; callbacks of Flyway count as Flyway's. */
    static Layout find(String folder, Collection<String> paths) throws UnreadableMigrations {
        Map<Layout, List<String>> found =
                paths.stream()
                        .filter(path -> !isCallback(path))
                        .collect(
                                Collectors.groupingBy(
                                        LayoutFinder::of,
                                        () -> new EnumMap<>(Layout.class),
                                        Collectors.toList()));
        if (found.isEmpty()) {
            return Layout.PLAIN;
        }
        Layout layout = found.keySet().iterator().next();
        boolean strayCallbacks =
                layout != Layout.FLYWAY && paths.stream().anyMatch(LayoutFinder::isCallback);
        if (found.size() == 1 && (!strayCallbacks || layout == Layout.PLAIN)) {
            return layout;
        }
        if (strayCallbacks) {
            found.put(
                    Layout.PLAIN,
                    paths.stream().filter(p -> of(p) == Layout.PLAIN || isCallback(p)).toList());
        }
        throw new UnreadableMigrations(
                folder,
                0,
                "mixes layouts: "
                        + found.entrySet().stream()
                                .map(e -> describe(e.getKey(), e.getValue()))
                                .collect(Collectors.joining("; "))
                        + ". Keep one layout in a folder; a way back in a file of its own is named"
                        + " by \"-- surefoot: inverse=PATH\"");
    }

    /** A script that Flyway runs beside migrations, for example {@code afterMigrate.sql}. */
    static boolean isCallback(String path) {
        return CALLBACK.matcher(Paths.name(path)).matches();
    }

    private static Layout of(String path) {
        String name = Paths.name(path);
        if (name.equals("up.sql") || name.equals("down.sql")) {
            return Layout.DIESEL;
        }
        if (name.endsWith(".up.sql") || name.endsWith(".down.sql")) {
            return Layout.PAIRS;
        }
        return FLYWAY.matcher(name).matches() ? Layout.FLYWAY : Layout.PLAIN;
    }

    private static String describe(Layout layout, List<String> paths) {
        String first = new TreeSet<>(paths).first();
        String pattern =
                switch (layout) {
                    case FLYWAY -> "V1__name.sql";
                    case DIESEL -> "name/up.sql";
                    case PAIRS -> "name.up.sql";
                    case PLAIN -> "plain files";
                };
        return paths.size() + " as " + pattern + " (" + first + ")";
    }
}
