package dev.surefoot.schema.catalog;

import dev.surefoot.schema.fact.CatalogObject;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object as a database's catalog has it.
 *
 * @param key its number
 * @param whole the number of what it is a part of; empty for an object by itself
 * @param attributes what can be said of it by name, without those that have no value
 * @param numbers for attributes whose text changes when another object is renamed: the same by
 *     numbers
 * @param printed attributes that tell databases apart, yet are no change of this object by
 *     themselves, as its table's name or a column's place
 */
record CatalogEntry(
        Key key,
        Optional<Key> whole,
        CatalogObject object,
        SortedMap<String, String> attributes,
        Map<String, String> numbers,
        SortedMap<String, String> printed) {

    CatalogEntry {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        numbers = Map.copyOf(numbers);
        printed = Collections.unmodifiableSortedMap(new TreeMap<>(printed));
    }

    /**
     * How the server numbers it.
     *
     * @param table the catalog's table, for example {@code pg_class}
     * @param sub of a column within its relation, else 0
     * @param more what tells apart several entries of one object, for example a role; may be empty
     */
    record Key(String table, long oid, int sub, String more) {}

    /** An attribute's value; empty if it has none. */
    String value(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** Whether an attribute is another in the later state of the same object. */
    boolean changed(String attribute, CatalogEntry later) {
        if (value(attribute).equals(later.value(attribute))) {
            return false;
        }
        String number = numbers.get(attribute);
        // Only the text differs: something else was renamed.
        return number == null || !number.equals(later.numbers.get(attribute));
    }

    /** All attributes, those for comparing databases included. */
    SortedMap<String, String> all() {
        SortedMap<String, String> all = new TreeMap<>(attributes);
        all.putAll(printed);
        return all;
    }
}
