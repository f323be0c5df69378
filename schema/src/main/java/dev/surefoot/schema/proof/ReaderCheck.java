package dev.surefoot.schema.proof;

import dev.surefoot.schema.proof.statement.AppSql;
import dev.surefoot.schema.proof.statement.AppStatement;
import dev.surefoot.schema.proof.statement.ComparedColumns;
import dev.surefoot.schema.proof.statement.Parameter;
import dev.surefoot.schema.proof.statement.SqlKind;
import dev.surefoot.schema.proof.statement.Statements;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Can the old version read what the new one writes? The new version's statements run on a copy of
 * the expanded database; then the old version's reads are sent with the keys of the rows that came
 * about, and what they return is compared with what they return for the rows that were there. The
 * database given stays as it is, and nobody may be connected to it.
 */
public final class ReaderCheck {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_KEYS = 50;

    private ReaderCheck() {}

    /**
     * What came of it.
     *
     * @param readers how many reads met a row of the new version
     * @param reason of no answer; else empty
     */
    public record Result(
            Verdict verdict, int readers, List<ReaderFinding> findings, String reason) {
        public Result {
            findings = List.copyOf(findings);
        }
    }

    /** Tries it on the rows that are there; the reads among {@code reads} are the readers. */
    public static Result of(ShadowDatabase expanded, Statements writes, Statements reads) {
        return of(expanded, Statements.missing(), writes, reads);
    }

    /**
     * The same, where readers know the rows that {@code known} writes first. Those of its
     * statements that fail leave no row.
     */
    public static Result of(
            ShadowDatabase expanded, Statements known, Statements writes, Statements reads) {
        List<AppStatement> readers =
                reads.all().stream()
                        .filter(each -> each.kind() == SqlKind.READ)
                        .filter(each -> AppSql.preparable(each.sql()))
                        .toList();
        if (readers.isEmpty() || writes.isEmpty()) {
            return unknown(readers.isEmpty() ? "no reads of the old version" : "no new statements");
        }
        try (ShadowDatabase copy = before(expanded, known);
                ShadowDatabase written = expanded.shadow().copyOf(copy)) {
            Roles.ready(copy, readers);
            Roles.ready(written, new Versions(writes, reads, Typing.INFERRED).all());
            Map<String, Outcome> outcomes =
                    new RecordedReplay(writes.all(), Typing.INFERRED).onCopy(written);
            Result result = new Session(copy, written).read(readers);
            // A write that was not tried leaves rows that no reader has met.
            Optional<String> failed =
                    Failures.first(writes, outcomes).map(words -> "new statement " + words);
            return failed.isPresent() && result.verdict() == Verdict.PASS
                    ? new Result(
                            Verdict.INCONCLUSIVE, result.readers(), result.findings(), failed.get())
                    : result;
        } catch (SQLException e) {
            throw new ShadowFailure("the readers' check broke off: " + e.getMessage(), e);
        }
    }

    private static ShadowDatabase before(ShadowDatabase expanded, Statements known)
            throws SQLException {
        ShadowDatabase copy = expanded.shadow().copyOf(expanded);
        if (!known.isEmpty()) {
            Roles.ready(copy, known.all());
            new RecordedReplay(known.all(), Typing.INFERRED).onCopy(copy);
        }
        return copy;
    }

    private static Result unknown(String reason) {
        return new Result(Verdict.INCONCLUSIVE, 0, List.of(), reason);
    }

    /** Rows by table, and what readers make of them. */
    private record Session(ShadowDatabase before, ShadowDatabase written) {

        Result read(List<AppStatement> readers) throws SQLException {
            Map<String, List<String>> added;
            Map<String, List<String>> known;
            try (Connection old = before.connect();
                    Connection now = written.connect()) {
                added = RowSets.added(old, now);
                known = new LinkedHashMap<>();
                for (String table : added.keySet()) {
                    known.put(table, RowSets.rows(old, table));
                }
            }
            if (added.values().stream().allMatch(List::isEmpty)) {
                return unknown("the new version's statements wrote no row");
            }
            List<ReaderFinding> findings = new ArrayList<>();
            int met = 0;
            for (AppStatement reader : readers) {
                Seen seen = sent(before, reader, keys(reader, known));
                Seen fresh = sent(written, reader, keys(reader, added));
                if (fresh.rows > 0 || fresh.error.isPresent()) {
                    met++;
                    findings.addAll(compared(reader, seen, fresh));
                }
            }
            boolean fails = findings.stream().anyMatch(ReaderFinding::fails);
            if (met == 0) {
                return unknown("no read of the old version meets a row that the new one wrote");
            }
            return new Result(fails ? Verdict.FAIL : Verdict.PASS, met, findings, "");
        }

        private List<ReaderFinding> compared(AppStatement reader, Seen seen, Seen fresh)
                throws SQLException {
            if (fresh.error.isPresent() && seen.error.isEmpty()) {
                return List.of(
                        new ReaderFinding(
                                reader.id(), "", ReaderFinding.Kind.ERROR, fresh.error.get()));
            }
            Set<String> enums = Enums.of(written);
            List<ReaderFinding> found = new ArrayList<>();
            seen.columns.forEach(
                    (column, values) ->
                            found.addAll(
                                    new SeenValues(
                                                    column.name(),
                                                    column.type(),
                                                    enums.contains(column.type()),
                                                    values)
                                            .newIn(
                                                    fresh.columns.getOrDefault(column, List.of()),
                                                    reader.id())));
            return found;
        }
    }

    /** What a reader got, over all keys. */
    private record Seen(
            long rows,
            Optional<String> error,
            Map<Outcome.Column, List<Optional<String>>> columns) {}

    private static Seen sent(
            ShadowDatabase database, AppStatement reader, Set<List<Parameter>> keys)
            throws SQLException {
        Map<Outcome.Column, List<Optional<String>>> columns = new LinkedHashMap<>();
        Optional<String> error = Optional.empty();
        long rows = 0;
        try (AppSession session = AppSession.open(database, Replay.role(reader))) {
            for (List<Parameter> key : keys) {
                AppStatement one =
                        AppStatement.of(reader.id(), reader.sql(), key.toArray(Parameter[]::new));
                Outcome outcome = session.attempt(one, List.of(), false);
                rows += outcome.rows();
                if (outcome.error().isPresent()) {
                    error = Optional.of(outcome.sqlState() + " " + outcome.message());
                }
                for (int i = 0; i < outcome.columns().size(); i++) {
                    List<Optional<String>> values =
                            columns.computeIfAbsent(
                                    outcome.columns().get(i), _ -> new ArrayList<>());
                    for (List<Optional<String>> row : outcome.values()) {
                        values.add(row.get(i));
                    }
                }
            }
        }
        return new Seen(rows, error, columns);
    }

    /** The reader's own values, with those of each row that its table holds put in. */
    private static Set<List<Parameter>> keys(AppStatement reader, Map<String, List<String>> rows) {
        Map<Integer, String> columns = ComparedColumns.of(reader.sql());
        List<String> words = AppSql.words(reader.sql().replace("\"", " "));
        Set<List<Parameter>> keys = new LinkedHashSet<>();
        rows.forEach(
                (table, all) -> {
                    String name = table.substring(table.indexOf('.') + 1);
                    if (words.contains(name.toUpperCase(Locale.ROOT))) {
                        all.stream()
                                .limit(MOST_KEYS)
                                .forEach(row -> keys.add(key(reader, columns, row)));
                    }
                });
        return keys;
    }

    private static List<Parameter> key(
            AppStatement reader, Map<Integer, String> columns, String row) {
        JsonNode node = MAPPER.readTree(row);
        List<Parameter> key = new ArrayList<>(reader.params());
        columns.forEach(
                (number, column) -> {
                    JsonNode value = node.path(column);
                    if (number <= key.size() && value.isValueNode() && !value.isNull()) {
                        key.set(number - 1, like(key.get(number - 1), value.asString()));
                    }
                });
        return key;
    }

    /** An array where the reader sends one, as in {@code = ANY ($1)}. */
    private static Parameter like(Parameter own, String value) {
        boolean array = own.value().map(text -> text.startsWith("{")).orElse(false);
        return Parameter.of(array ? DrawnParameters.array(value) : value);
    }
}
