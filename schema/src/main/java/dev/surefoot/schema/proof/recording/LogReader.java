package dev.surefoot.schema.proof.recording;

import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.SqlKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a recording of a server's log: the statements of one role on one database in the order in
 * which they began. Sessions and transactions are numbered from 1, so the same tests give the same
 * recording. Not thread-safe.
 */
final class LogReader {
    private record Logged(
            String session, String transaction, String whole, String sql, List<Parameter> params) {}

    private final String role;
    private final List<Logged> logged = new ArrayList<>();
    private final Map<Integer, String> ends = new HashMap<>();
    private final Map<String, Integer> lastOfSession = new HashMap<>();
    private final Set<Integer> halves = new HashSet<>();
    private int schemaChanges;
    private int unreadable;

    private LogReader(String role) {
        this.role = role;
    }

    /** Reads the log; the role is also the database's name. */
    static Recorded read(Stream<String> lines, String role) {
        LogReader reader = new LogReader(role);
        lines.map(LogEntry::of).flatMap(Optional::stream).forEach(reader::take);
        return reader.recorded();
    }

    private void take(LogEntry entry) {
        if (!entry.user().equals(role) || !entry.database().equals(role)) {
            return;
        }
        if (entry.isError()) {
            failed(entry);
        } else {
            entry.sql().ifPresent(sql -> ran(entry, sql));
        }
    }

    private void ran(LogEntry entry, String whole) {
        for (String sql : AppSql.split(whole)) {
            List<Parameter> params = LoggedParameters.of(entry.detail()).orElse(List.of());
            if (SqlKind.of(sql) == SqlKind.SCHEMA) {
                schemaChanges++;
            } else if (AppSql.placeholders(sql) > params.size()) {
                unreadable++;
            } else {
                lastOfSession.put(entry.session(), logged.size());
                logged.add(new Logged(entry.session(), entry.transaction(), whole, sql, params));
            }
        }
    }

    /** Of several statements in one text the log does not say which has failed. */
    private void failed(LogEntry entry) {
        Integer last = lastOfSession.get(entry.session());
        if (last == null || !logged.get(last).whole.equals(entry.statement())) {
            return;
        }
        if (AppSql.split(entry.statement()).size() == 1) {
            ends.putIfAbsent(last, entry.state());
            return;
        }
        for (int i = last; i >= 0; i--) {
            Logged one = logged.get(i);
            if (one.session.equals(entry.session()) && !one.whole.equals(entry.statement())) {
                return;
            }
            if (one.session.equals(entry.session())) {
                halves.add(i);
            }
        }
    }

    private Recorded recorded() {
        Map<String, Long> sizes =
                logged.stream()
                        .map(LogReader::transaction)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<String, String> sessions = new HashMap<>();
        Map<String, String> transactions = new HashMap<>();
        List<AppStatement> all = new ArrayList<>();
        for (int i = 0; i < logged.size(); i++) {
            if (halves.contains(i)) {
                continue;
            }
            Logged one = logged.get(i);
            String key = transaction(one);
            boolean shared = sizes.getOrDefault(key, 0L) > 1;
            all.add(
                    new AppStatement(
                            Integer.toString(all.size() + 1),
                            one.sql,
                            one.params.subList(0, AppSql.placeholders(one.sql)),
                            shared ? Optional.of(number(transactions, key)) : Optional.empty(),
                            Optional.of(role),
                            Optional.of(number(sessions, one.session)),
                            ends.getOrDefault(i, AppStatement.SUCCESS)));
        }
        return new Recorded(all, schemaChanges, unreadable + halves.size());
    }

    private static String transaction(Logged one) {
        return one.session + " " + one.transaction;
    }

    private static String number(Map<String, String> known, String key) {
        return known.computeIfAbsent(key, _ -> Integer.toString(known.size() + 1));
    }
}
