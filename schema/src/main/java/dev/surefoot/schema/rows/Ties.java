package dev.surefoot.schema.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which conditions must be met together, since they share columns. Pure. */
final class Ties {
    private Ties() {}

    /** Groups with at least one condition on several columns; each group's own single ones too. */
    static List<List<Condition>> of(List<Condition> conditions) {
        List<List<Condition>> groups = new ArrayList<>();
        for (Condition each : conditions) {
            List<Condition> joined = new ArrayList<>();
            joined.add(each);
            for (List<Condition> group : List.copyOf(groups)) {
                if (share(group, each)) {
                    joined.addAll(group);
                    groups.remove(group);
                }
            }
            groups.add(joined);
        }
        return groups.stream()
                .filter(group -> group.stream().anyMatch(each -> each.columns().size() > 1))
                .toList();
    }

    private static boolean share(List<Condition> group, Condition with) {
        Set<String> columns = new HashSet<>();
        group.forEach(each -> columns.addAll(each.columns()));
        return with.columns().stream().anyMatch(columns::contains);
    }
}
