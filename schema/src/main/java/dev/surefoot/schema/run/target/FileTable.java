package dev.surefoot.schema.run.target;

import dev.surefoot.schema.migration.Phase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The rows of {@code surefoot_schema.file}. */
public final class FileTable {
    private FileTable() {}

    /** In the folder's order. */
    public static List<FileRow> all(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                """
                select path, position, version, sha256, phase, change, round, state, origin,
                    note || ' (' || to_char(noted at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        || ')'
                from surefoot_schema.file order by position, path
                """,
                FileTable::read);
    }

    /** Writes a new one, or what the folder now says of one that was not begun in its round. */
    public static void register(Connection connection, FileRow row) throws SQLException {
        Sql.update(
                connection,
                """
                insert into surefoot_schema.file
                    (path, position, version, sha256, phase, change, round, state, origin)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (path) do update set
                    position = excluded.position, version = excluded.version,
                    sha256 = excluded.sha256, phase = excluded.phase, change = excluded.change,
                    origin = excluded.origin, state = excluded.state, round = excluded.round
                where file.state = 'PENDING' or excluded.round > file.round
                """,
                row.path(),
                row.position(),
                row.version(),
                row.sha256(),
                row.phase().name(),
                row.change(),
                row.round(),
                row.state().name(),
                row.origin().name());
    }

    /** Forgets those that were never begun and are gone from the folder. */
    public static void forget(Connection connection, String path) throws SQLException {
        Sql.update(
                connection,
                "delete from surefoot_schema.file where path = ? and state = 'PENDING'",
                path);
    }

    /** On its way; what stopped it before is forgotten. */
    public static void state(Connection connection, String path, FileRow.State state)
            throws SQLException {
        Sql.update(
                connection,
                """
                update surefoot_schema.file
                set state = ?, note = null, noted = null,
                    started = coalesce(started, clock_timestamp()),
                    ended = case when ? = 'DONE' then clock_timestamp() end
                where path = ?
                """,
                state.name(),
                state.name(),
                path);
    }

    /** Undone: pending again, in its next round. */
    public static void undone(Connection connection, String path) throws SQLException {
        Sql.update(
                connection,
                """
                update surefoot_schema.file
                set state = 'PENDING', round = round + 1, note = null, noted = null,
                    started = null, ended = null
                where path = ?
                """,
                path);
    }

    /** Why it stopped. */
    public static void note(Connection connection, String path, String note) throws SQLException {
        Sql.update(
                connection,
                """
                update surefoot_schema.file set note = ?, noted = clock_timestamp() where path = ?
                """,
                note,
                path);
    }

    private static FileRow read(ResultSet row) throws SQLException {
        return new FileRow(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                Phase.valueOf(row.getString(5)),
                row.getLong(6),
                row.getInt(7),
                FileRow.State.valueOf(row.getString(8)),
                FileRow.Origin.valueOf(row.getString(9)),
                Optional.ofNullable(row.getString(10)));
    }
}
