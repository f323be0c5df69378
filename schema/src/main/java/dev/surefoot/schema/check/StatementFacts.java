package dev.surefoot.schema.check;

import dev.surefoot.schema.fact.CatalogObject;
import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.MeasuredStatement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement's facts, as the report has them.
 *
 * @param stall as probed; empty where it was not
 * @param error what the server said instead
 */
public record StatementFacts(
        int line,
        boolean transactional,
        Facts facts,
        Optional<Stall> stall,
        Optional<SqlError> error) {

    /**
     * What was measured.
     *
     * @param changed {@code +} new, {@code -} gone, {@code ~} changed, {@code renamed}
     * @param rows written as data
     */
    public record Facts(
            List<Lock> locks,
            List<String> rewrites,
            List<String> scans,
            List<String> dropped,
            List<String> changed,
            long rows) {}

    /** The strongest on a relation. */
    public record Lock(String relation, LockMode mode, boolean sampled) {}

    /** How long others wait at production's rows: from and to, in milliseconds. */
    public record Stall(long rows, List<Long> readMs, List<Long> writeMs) {}

    static StatementFacts of(MeasuredStatement measured) {
        Lists lists = new Lists();
        measured.facts().forEach(lists::add);
        return new StatementFacts(
                measured.statement().line(),
                measured.transactional(),
                new Facts(
                        lists.locks,
                        lists.rewrites,
                        lists.scans,
                        lists.dropped,
                        lists.changed,
                        lists.rows),
                lists.stalls.stream().findFirst(),
                measured.error());
    }

    /** Facts by kind, while they are gathered. */
    private static final class Lists {
        private final List<Lock> locks = new ArrayList<>();
        private final List<String> rewrites = new ArrayList<>();
        private final List<String> scans = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<Stall> stalls = new ArrayList<>();
        private long rows;

        private void add(Fact fact) {
            switch (fact) {
                case Fact.LockTaken it ->
                        locks.add(new Lock(it.relation(), it.mode(), it.sampled()));
                case Fact.Rewritten it ->
                        rewrites.add(it.relation() + (it.emptied() ? " (emptied)" : ""));
                case Fact.Scanned it -> scans.add(it.table());
                case Fact.RowsTouched it -> rows += it.inserted() + it.updated() + it.deleted();
                case Fact.Dropped it ->
                        dropped.add(
                                it.type() + " " + it.identity() + (it.named() ? " (named)" : ""));
                case Fact.Added it -> changed.add("+" + name(it.object()));
                case Fact.Gone it -> changed.add("-" + name(it.object()));
                case Fact.Renamed it ->
                        changed.add("renamed " + name(it.from()) + " to " + it.to().name());
                case Fact.Changed it ->
                        changed.add(
                                "~%s %s: %s to %s"
                                        .formatted(
                                                name(it.object()),
                                                it.attribute(),
                                                orNone(it.from()),
                                                orNone(it.to())));
                case Fact.Stalled it ->
                        stalls.add(
                                new Stall(
                                        it.rows(),
                                        List.of(it.read().lowMs(), it.read().highMs()),
                                        List.of(it.write().lowMs(), it.write().highMs())));
            }
        }

        private static String orNone(String value) {
            return value.isEmpty() ? "none" : value;
        }

        private static String name(CatalogObject it) {
            return it.kind().word() + " " + it.qualified();
        }
    }
}
