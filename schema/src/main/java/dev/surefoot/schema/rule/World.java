package dev.surefoot.schema.rule;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.migration.Layout;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the rules know besides a file's facts.
 *
 * @param rows production's
 * @param replays what executing both versions' statements showed
 * @param probed whether stalls were measured; else they are reckoned from the rows
 * @param before what the catalog said of an object before the file
 * @param after what it says of one after it
 */
public record World(
        Layout layout,
        Rows rows,
        Replays replays,
        boolean probed,
        Function<CatalogObject, Optional<Map<String, String>>> before,
        Function<CatalogObject, Optional<Map<String, String>>> after) {

    /** Where nobody said anything. */
    public static World unknown(Layout layout) {
        return new World(
                layout,
                Rows.UNKNOWN,
                Replays.NONE,
                false,
                _ -> Optional.empty(),
                _ -> Optional.empty());
    }

    public World with(Rows other) {
        return new World(layout, other, replays, probed, before, after);
    }

    public World with(Replays other) {
        return new World(layout, rows, other, probed, before, after);
    }

    /** An attribute of an object before the file. */
    Optional<String> attribute(CatalogObject object, String name) {
        return before.apply(object)
                .map(all -> all.getOrDefault(name, ""))
                .filter(it -> !it.isEmpty());
    }
}
