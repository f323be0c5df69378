package dev.surefoot.schema.run.backfill;

import dev.surefoot.schema.migration.Header.BackfillSpec;
import dev.surefoot.schema.run.sync.SyncPair;
import dev.surefoot.schema.run.sync.SyncTable;
import dev.surefoot.schema.run.target.TableInfo;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One backfill as it will run.
 *
 * @param id of its row
 * @param path the migration that asks for it
 */
public record FillPlan(String id, String path, TableInfo table, KeyColumns key, Clauses clauses) {

    /**
     * The parts of its statements that come from the migration.
     *
     * @param set for UPDATE
     * @param needed true of a row that is not filled; false of one that another version has written
     * @param verify true of a row that is not right yet
     */
    record Clauses(String set, String needed, String verify) {}

    /** A backfill that a migration asks for. */
    public record Asked(String id, String path, BackfillSpec spec) {}

    /** A plan, or why there is none. */
    public sealed interface Made {
        record Ready(FillPlan plan) implements Made {}

        record Refused(String reason) implements Made {}
    }

    /** Reads the catalog. */
    public static Made make(Connection connection, Asked asked) throws SQLException {
        BackfillSpec spec = asked.spec();
        Optional<TableInfo> found = TableInfo.find(connection, spec.table());
        if (found.isEmpty()) {
            return new Made.Refused("there is no table " + spec.table() + " to be filled");
        }
        TableInfo table = found.get();
        List<Assignments.Assignment> assignments = Assignments.of(spec.set());
        if (assignments.isEmpty()) {
            return new Made.Refused("set=\"" + spec.set() + "\" is no list of column = expression");
        }
        List<SyncPair> pairs = SyncTable.of(connection, table);
        List<String> set = new ArrayList<>();
        List<String> needed = new ArrayList<>();
        for (Assignments.Assignment each : assignments) {
            Optional<String> column = table.column(each.column());
            if (column.isEmpty()) {
                return new Made.Refused(
                        spec.table() + " has no column " + each.column() + " to be filled");
            }
            String quoted = Identifiers.quoted(column.get());
            set.add(quoted + " = (" + each.expression() + ")");
            needed.add(needed(table, pairs, column.get(), each.expression()));
        }
        String either = "(" + String.join(") or (", needed) + ")";
        Clauses clauses =
                new Clauses(
                        String.join(", ", set),
                        either,
                        spec.verify().isBlank() ? either : spec.verify());
        return switch (KeyColumns.find(connection, table, spec.key())) {
            case KeyColumns.Found.None(String reason) -> new Made.Refused(reason);
            case KeyColumns.Found.Key(KeyColumns key) ->
                    new Made.Ready(new FillPlan(asked.id(), asked.path(), table, key, clauses));
        };
    }

    /** What the new version wrote is never overwritten where old and new are kept in step. */
    private static String needed(
            TableInfo table, List<SyncPair> pairs, String column, String expression) {
        String quoted = Identifiers.quoted(column);
        boolean synced = pairs.stream().anyMatch(pair -> pair.fresh().equals(column));
        return synced
                ? quoted + " is null and (" + expression + ") is not null"
                : table.distinct(column, quoted, "(" + expression + ")");
    }

    /** The key of the row that ends the next batch: the cursor's values, then rows to skip. */
    String boundSql(boolean begun) {
        // Made text outside: ORDER BY would mean the text, and each row passed by would be made
        // one.
        return "select "
                + key.asText("walked")
                + " from (select "
                + key.list("own")
                + " from "
                + table.quoted()
                + " as own"
                + (begun ? " where " + key.compared(">") : "")
                + " order by "
                + key.list("own")
                + " offset ? limit 1) as walked";
    }

    /** Fills a batch: the cursor's values, then the bound's. */
    String updateSql(boolean begun, boolean bounded) {
        return "update "
                + table.quoted()
                + " set "
                + clauses.set()
                + " where "
                + range(begun, bounded)
                + "("
                + clauses.needed()
                + ")";
    }

    /** Counts what is not right in a range. */
    String verifySql(boolean begun, boolean bounded) {
        return "select count(*) from "
                + table.quoted()
                + " where "
                + range(begun, bounded)
                + "("
                + clauses.verify()
                + ")";
    }

    private String range(boolean begun, boolean bounded) {
        return (begun ? key.compared(">") + " and " : "")
                + (bounded ? key.compared("<=") + " and " : "");
    }
}
