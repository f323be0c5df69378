package dev.surefoot.schema.measure;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns two states and what was seen between them into facts. Pure.
 *
 * @param sampled whether locks were seen from outside only
 */
record Comparison(
        Existing existing, Snapshot before, Snapshot after, Watchers.Seen seen, boolean sampled) {

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.addAll(locks());
        facts.addAll(rewrites());
        for (Relation now : standing()) {
            counted(now, facts);
        }
        seen.drops().stream().filter(existing::has).map(Watchers.Drop::fact).forEach(facts::add);
        facts.addAll(Catalog.changes(before.catalog(), after.catalog(), existing.catalog()));
        return facts;
    }

    /** Locks that earlier statements of the transaction took. */
    List<Fact.LockTaken> held() {
        return locks(before.locks(), Map.of());
    }

    private List<Fact.LockTaken> locks() {
        return locks(after.locks(), before.locks());
    }

    private List<Fact.LockTaken> locks(Map<Long, LockMode> all, Map<Long, LockMode> known) {
        List<Fact.LockTaken> locks = new ArrayList<>();
        for (Relation relation : standing()) {
            LockMode mode = all.get(relation.oid());
            LockMode already = known.get(relation.oid());
            if (mode != null && (already == null || mode.compareTo(already) > 0)) {
                locks.add(new Fact.LockTaken(relation.name(), relation.kind(), mode, sampled));
            }
        }
        return locks;
    }

    private List<Fact.Rewritten> rewrites() {
        List<Fact.Rewritten> rewrites = new ArrayList<>();
        Map<String, Relation> indexes =
                after.relations().values().stream()
                        .filter(Relation::index)
                        .collect(Collectors.toMap(Relation::name, Function.identity()));
        for (Relation relation : standing()) {
            Relation now = after.relations().get(relation.oid());
            if (now == null && relation.index()) {
                // Made anew under another number; with the same file if nothing had to be sorted.
                now = indexes.get(relation.name());
            }
            if (now != null && relation.file() != 0 && now.file() != relation.file()) {
                rewrites.add(
                        new Fact.Rewritten(
                                relation.name(),
                                relation.kind(),
                                emptied(relation),
                                Optional.ofNullable(seen.rewritten().get(relation.oid()))));
            }
        }
        return rewrites;
    }

    /**
     * Whether a relation lost its rows with its file. TRUNCATE leaves a table of which no number of
     * rows is known; whatever copies rows counts them, or tells the event trigger.
     */
    private boolean emptied(Relation relation) {
        if (relation.index()) {
            Relation table = before.relations().get(relation.table());
            return table != null && emptied(table);
        }
        Relation now = after.relations().get(relation.oid());
        return now != null
                && now.file() != relation.file()
                && now.space() == relation.space()
                && now.blank()
                && !seen.rewritten().containsKey(relation.oid());
    }

    private void counted(Relation relation, List<Fact> facts) {
        Relation now = after.relations().get(relation.oid());
        if (now == null || relation.index()) {
            return;
        }
        Relation.Counters more = now.counters().since(relation.counters());
        boolean empty = existing.filled() && more.read() == 0;
        // An emptied table's indexes are built from nothing, which the server counts as a read.
        if (more.scans() > 0 && !empty && !emptied(relation)) {
            facts.add(new Fact.Scanned(relation.name(), more.read(), more.byIndex()));
        }
        if (more.inserted() + more.updated() + more.deleted() > 0) {
            facts.add(
                    new Fact.RowsTouched(
                            relation.name(), more.inserted(), more.updated(), more.deleted()));
        }
    }

    private List<Relation> standing() {
        return before.relations().values().stream()
                .filter(existing::has)
                .sorted(Comparator.comparing(Relation::name))
                .toList();
    }
}
