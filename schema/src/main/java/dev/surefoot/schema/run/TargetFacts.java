package dev.surefoot.schema.run;

import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.schema.run.target.Sessions;
import dev.surefoot.schema.run.target.Sql;
import dev.surefoot.schema.run.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a trial of a change must know of the database that it is meant for. Only read.
 *
 * @param rows by {@code schema.table}, as the planner estimates them
 */
public record TargetFacts(Map<String, Long> rows) {
    public TargetFacts {
        rows = Map.copyOf(rows);
    }

    /** Reads. */
    public static TargetFacts read(Target target) throws TargetTrouble {
        try (Connection connection = target.connectToAsk()) {
            Map<String, Long> rows = new TreeMap<>();
            Sql.list(
                    connection,
                    """
                    select n.nspname || '.' || c.relname,
                        case when c.reltuples >= 0 then c.reltuples::bigint
                            when pg_relation_size(c.oid) = 0 then 0 end
                    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p', 'm')
                        and n.nspname not in ('pg_catalog', 'information_schema', 'surefoot_schema')
                        and n.nspname !~ '^pg_(toast|temp)'
                        and (c.reltuples >= 0 or pg_relation_size(c.oid) = 0)
                    """,
                    row -> rows.put(row.getString(1), row.getLong(2)) == null);
            return new TargetFacts(rows);
        } catch (SQLException e) {
            throw new TargetTrouble(target.shown() + ": " + e.getMessage(), e);
        }
    }

    /**
     * All client sessions of the database but those of runners.
     *
     * @throws TargetTrouble also if the role may not see what others' sessions are
     */
    public static List<Blocker> sessions(Target target) throws TargetTrouble {
        try (Connection connection = target.connectToAsk()) {
            if (!Sessions.seesAll(connection)) {
                throw new TargetTrouble(
                        target.shown()
                                + ": this role does not see others' sessions; grant it pg_monitor");
            }
            return Sessions.clients(connection);
        } catch (SQLException e) {
            throw new TargetTrouble(target.shown() + ": " + e.getMessage(), e);
        }
    }
}
