package dev.surefoot.schema.migration;

import java.util.HashMap;
import java.util.List;

/** Refuses two migrations of one version: which of them ran could not be told. Pure. */
final class Duplicates {
    private Duplicates() {}

    static void refuse(List<Entry> entries) throws UnreadableMigrations {
        var seen = new HashMap<String, Entry>();
        for (Entry entry : entries) {
            Entry first = seen.put(entry.version(), entry);
            if (first != null) {
                throw error(first, entry);
            }
        }
    }

    static UnreadableMigrations error(Entry first, Entry second) {
        return new UnreadableMigrations(
                second.path(),
                0,
                "has version "
                        + second.version()
                        + ", as "
                        + first.path()
                        + " has; give one of them another version");
    }
}
