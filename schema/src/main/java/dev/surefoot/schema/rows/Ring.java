package dev.surefoot.schema.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables that need each other. Row by row, each points to the others' row of its number. Pure. */
record Ring(List<InsertSql> drafts) {

    /** The same, with the references among them filled by the others' keys. */
    List<InsertSql> linked() {
        List<InsertSql> linked = new ArrayList<>();
        for (InsertSql each : drafts) {
            Map<String, String> expressions = new HashMap<>(each.expressions());
            for (Reference reference : each.table().references()) {
                drafts.stream()
                        .filter(d -> d.table().oid() == reference.parent())
                        .findFirst()
                        .ifPresent(parent -> link(expressions, reference, parent));
            }
            linked.add(new InsertSql(each.table(), expressions, each.joined()));
        }
        return linked;
    }

    private static void link(Map<String, String> own, Reference reference, InsertSql parent) {
        for (int i = 0; i < reference.columns().size(); i++) {
            String key = parent.expressions().get(reference.keys().get(i));
            if (key != null) {
                own.put(reference.columns().get(i), key);
            }
        }
    }
}
