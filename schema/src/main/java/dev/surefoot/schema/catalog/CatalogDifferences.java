package dev.surefoot.schema.catalog;

import dev.surefoot.schema.catalog.CatalogDifference.Kind;
import dev.surefoot.schema.fact.CatalogObject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the entries of two databases by their names. */
final class CatalogDifferences {
    private static final String POSITION = "position";

    private final SortedMap<CatalogObject, CatalogEntry> left;
    private final SortedMap<CatalogObject, CatalogEntry> right;
    private final List<CatalogDifference> found = new ArrayList<>();

    CatalogDifferences(List<CatalogEntry> left, List<CatalogEntry> right) {
        this.left = byName(left);
        this.right = byName(right);
    }

    List<CatalogDifference> find() {
        Set<CatalogObject> all = new TreeSet<>(left.keySet());
        all.addAll(right.keySet());
        for (CatalogObject object : all) {
            CatalogEntry one = left.get(object);
            CatalogEntry other = right.get(object);
            if (one == null) {
                found.add(new CatalogDifference(Kind.ONLY_RIGHT, object, "", "", ""));
            } else if (other == null) {
                found.add(new CatalogDifference(Kind.ONLY_LEFT, object, "", "", ""));
            } else {
                attributes(object, one.all(), other.all());
            }
        }
        orders();
        return found;
    }

    private void attributes(
            CatalogObject object, SortedMap<String, String> one, SortedMap<String, String> other) {
        Set<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        all.remove(POSITION);
        for (String attribute : all) {
            String a = one.getOrDefault(attribute, "");
            String b = other.getOrDefault(attribute, "");
            if (!a.equals(b)) {
                Kind kind = folded(a).equals(folded(b)) ? Kind.WHITE_SPACE_ONLY : Kind.CHANGED;
                found.add(new CatalogDifference(kind, object, attribute, a, b));
            }
        }
    }

    /** Columns or enum values that both have, in each one's order. */
    private void orders() {
        Set<CatalogObject> both = new HashSet<>(left.keySet());
        both.retainAll(right.keySet());
        Map<CatalogObject, List<String>> ones = orders(left, both);
        Map<CatalogObject, List<String>> others = orders(right, both);
        new TreeMap<>(ones)
                .forEach(
                        (whole, order) -> {
                            List<String> other = others.getOrDefault(whole, List.of());
                            if (!order.equals(other)) {
                                found.add(
                                        new CatalogDifference(
                                                Kind.ORDER_ONLY,
                                                whole,
                                                "",
                                                String.join(", ", order),
                                                String.join(", ", other)));
                            }
                        });
    }

    private static Map<CatalogObject, List<String>> orders(
            SortedMap<CatalogObject, CatalogEntry> entries, Set<CatalogObject> both) {
        Map<CatalogEntry.Key, CatalogObject> wholes = new HashMap<>();
        entries.values().forEach(entry -> wholes.put(entry.key(), entry.object()));
        Map<CatalogObject, List<String>> orders = new HashMap<>();
        entries.values().stream()
                .filter(entry -> entry.printed().containsKey(POSITION))
                .filter(entry -> both.contains(entry.object()))
                .sorted(
                        Comparator.comparingInt(
                                entry -> Integer.parseInt(entry.printed().get(POSITION))))
                .forEach(
                        entry ->
                                orders.computeIfAbsent(
                                                wholes.get(entry.whole().orElseThrow()),
                                                _ -> new ArrayList<>())
                                        .add(entry.object().name()));
        return orders;
    }

    /** A text with every run of white space as one blank, and none at the ends of a body. */
    static String folded(String text) {
        return text.replaceAll("\\s+", " ").replaceAll(" ?(\\$\\w*\\$) ?", "$1").strip();
    }

    private static SortedMap<CatalogObject, CatalogEntry> byName(List<CatalogEntry> entries) {
        SortedMap<CatalogObject, CatalogEntry> byName = new TreeMap<>();
        entries.forEach(entry -> byName.put(entry.object(), entry));
        return byName;
    }
}
