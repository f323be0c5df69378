package dev.surefoot.schema.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** Combinations of choices, those that stay near the first choice of each first. Pure. */
final class Choices {
    private Choices() {}

    /**
     * At most so many combinations of one index below each size.
     *
     * @param sizes at least 1 each
     */
    static List<List<Integer>> of(List<Integer> sizes, int most) {
        PriorityQueue<List<Integer>> next =
                new PriorityQueue<>(
                        Comparator.<List<Integer>>comparingInt(Choices::sum)
                                .thenComparing(Object::toString));
        Set<List<Integer>> seen = new HashSet<>();
        List<Integer> first = sizes.stream().map(size -> 0).toList();
        next.add(first);
        seen.add(first);
        List<List<Integer>> all = new ArrayList<>();
        while (!next.isEmpty() && all.size() < most) {
            List<Integer> at = next.remove();
            all.add(at);
            for (int i = 0; i < at.size(); i++) {
                if (at.get(i) + 1 < sizes.get(i)) {
                    List<Integer> further = new ArrayList<>(at);
                    further.set(i, at.get(i) + 1);
                    List<Integer> fixed = List.copyOf(further);
                    if (seen.add(fixed)) {
                        next.add(fixed);
                    }
                }
            }
        }
        return all;
    }

    private static int sum(List<Integer> of) {
        return of.stream().mapToInt(Integer::intValue).sum();
    }
}
