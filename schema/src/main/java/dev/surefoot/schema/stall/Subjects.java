package dev.surefoot.schema.stall;

import dev.surefoot.schema.fact.Fact;
import dev.surefoot.schema.fact.LockMode;
import dev.surefoot.schema.fact.ObjectKind;
import dev.surefoot.schema.measure.MeasuredStatement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tables are worth a probe: those that a statement rewrites, reads as a whole or indexes
 * while its locks keep others out. Pure.
 */
final class Subjects {
    private Subjects() {}

    static List<Subject> of(List<MeasuredStatement> statements) {
        List<Subject> subjects = new ArrayList<>();
        statements.forEach(each -> subjects.addAll(of(each)));
        return subjects;
    }

    private static List<Subject> of(MeasuredStatement statement) {
        Map<String, LockMode> locks = new HashMap<>();
        statement.held().forEach(each -> strongest(locks, each));
        statement.facts(Fact.LockTaken.class).forEach(each -> strongest(locks, each));
        boolean index =
                statement.facts(Fact.Added.class).stream()
                        .anyMatch(each -> each.object().kind() == ObjectKind.INDEX);
        List<Subject> subjects = new ArrayList<>();
        for (String table : touched(statement)) {
            LockMode mode = locks.getOrDefault(table, LockMode.ACCESS_SHARE);
            // Without a lock that keeps anybody out there is still something to see: that it is so.
            subjects.add(
                    new Subject(
                            statement.statement().number(),
                            table,
                            index ? Subject.Growth.SORTED : Subject.Growth.LINEAR,
                            mode.blocksReads(),
                            mode.blocksWrites()));
        }
        return subjects;
    }

    private static Set<String> touched(MeasuredStatement statement) {
        Set<String> tables = new LinkedHashSet<>();
        for (Fact.Rewritten each : statement.facts(Fact.Rewritten.class)) {
            if (each.kind() == ObjectKind.TABLE && !each.emptied()) {
                tables.add(each.relation());
            }
        }
        statement.facts(Fact.Scanned.class).forEach(each -> tables.add(each.table()));
        return tables;
    }

    private static void strongest(Map<String, LockMode> locks, Fact.LockTaken lock) {
        locks.merge(lock.relation(), lock.mode(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
}
