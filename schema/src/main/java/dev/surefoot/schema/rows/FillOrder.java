package dev.surefoot.schema.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Parents before children. A cycle is cut where a reference may be NULL; if none may, its tables
 * are filled together. Pure.
 */
final class FillOrder {
    private FillOrder() {}

    /**
     * Tables that are filled at once.
     *
     * @param open references that stay NULL, as their parents come later
     */
    record Step(List<Table> tables, Set<Reference> open) {
        Step {
            tables = List.copyOf(tables);
            open = Set.copyOf(open);
        }

        /** Whether a reference points into this step itself. */
        boolean holds(Reference reference) {
            return tables.stream().anyMatch(each -> each.oid() == reference.parent());
        }
    }

    static List<Step> of(List<Table> all) {
        List<Table> left = new ArrayList<>(all);
        List<Step> steps = new ArrayList<>();
        while (!left.isEmpty()) {
            Step step = next(left);
            steps.add(step);
            left.removeAll(step.tables());
        }
        return steps;
    }

    private static Step next(List<Table> left) {
        Table best = null;
        int fewest = Integer.MAX_VALUE;
        for (Table each : left) {
            if (!waitingFor(each, left, true).isEmpty()) {
                continue;
            }
            int open = waitingFor(each, left, false).size();
            if (open < fewest) {
                best = each;
                fewest = open;
            }
        }
        if (best == null) {
            return cycle(left);
        }
        return step(List.of(best), left);
    }

    private static Step step(List<Table> tables, List<Table> left) {
        Set<Reference> open = new HashSet<>();
        for (Table each : tables) {
            for (Reference reference : waitingFor(each, left, false)) {
                if (each.optional(reference)) {
                    open.add(reference);
                }
            }
            // A row that points to itself proves little; where it may, it points nowhere.
            each.references().stream()
                    .filter(r -> r.parent() == each.oid() && each.optional(r))
                    .forEach(open::add);
        }
        return new Step(tables, open);
    }

    /** References to other tables that are not filled yet. */
    private static List<Reference> waitingFor(Table table, List<Table> left, boolean required) {
        return table.references().stream()
                .filter(each -> each.parent() != table.oid())
                .filter(each -> left.stream().anyMatch(t -> t.oid() == each.parent()))
                .filter(each -> !required || !table.optional(each))
                .toList();
    }

    /** Follows required references until a table comes again. */
    private static Step cycle(List<Table> left) {
        LinkedHashSet<Table> path = new LinkedHashSet<>();
        Table at = left.getFirst();
        while (path.add(at)) {
            long parent = waitingFor(at, left, true).getFirst().parent();
            at = left.stream().filter(t -> t.oid() == parent).findFirst().orElseThrow();
        }
        List<Table> ring = new ArrayList<>(path);
        return step(ring.subList(ring.indexOf(at), ring.size()), left);
    }
}
