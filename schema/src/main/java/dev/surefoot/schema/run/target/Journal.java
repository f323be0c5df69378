package dev.surefoot.schema.run.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was run, statement by statement. A row is written in the statement's own transaction; a
 * statement that can't run in one has a row of intent before and is done after. The key lets
 * nothing be done twice.
 */
public final class Journal {
    private Journal() {}

    /** Forward or back. */
    public enum Direction {
        DO,
        UNDO
    }

    /** A file's statements in one round and direction. */
    public record Page(String path, int round, Direction direction) {}

    /**
     * A statement's row.
     *
     * @param done else only intended
     * @param detail what was noted before it ran
     */
    public record Entry(boolean done, Optional<String> detail) {}

    /** Under which epoch, and what its traces are to be told apart from. */
    public record Intent(long epoch, String detail) {}

    /** By the statement's number. */
    public static Map<Integer, Entry> read(Connection connection, Page page) throws SQLException {
        Map<Integer, Entry> entries = new HashMap<>();
        Sql.list(
                connection,
                """
                select statement, state, detail from surefoot_schema.journal
                where path = ? and round = ? and direction = ?
                """,
                row ->
                        entries.put(
                                        row.getInt(1),
                                        new Entry(
                                                row.getString(2).equals("DONE"),
                                                Optional.ofNullable(row.getString(3))))
                                == null,
                page.path(),
                page.round(),
                page.direction().name());
        return entries;
    }

    /** It is about to run outside a transaction. */
    public static void intend(Connection connection, Page page, int statement, Intent intent)
            throws SQLException {
        Sql.update(
                connection,
                """
                insert into surefoot_schema.journal
                    (path, round, direction, statement, state, epoch, detail)
                values (?, ?, ?, ?, 'INTENT', ?, ?)
                """,
                page.path(),
                page.round(),
                page.direction().name(),
                statement,
                intent.epoch(),
                intent.detail());
    }

    /** Something to be remembered with the file: on whose word it ran. */
    public static void remark(Connection connection, Page page, Intent remark) throws SQLException {
        Sql.update(
                connection,
                """
                insert into surefoot_schema.journal
                    (path, round, direction, statement, state, epoch, detail)
                values (?, ?, ?, 0, 'DONE', ?, ?)
                on conflict (path, round, direction, statement) do nothing
                """,
                page.path(),
                page.round(),
                page.direction().name(),
                remark.epoch(),
                remark.detail());
    }

    /** It is done. */
    public static void done(Connection connection, Page page, int statement, long epoch)
            throws SQLException {
        int rows =
                Sql.update(
                        connection,
                        """
                        insert into surefoot_schema.journal
                            (path, round, direction, statement, state, epoch)
                        values (?, ?, ?, ?, 'DONE', ?)
                        on conflict (path, round, direction, statement) do update
                        set state = 'DONE', epoch = excluded.epoch, at = clock_timestamp()
                        where journal.state = 'INTENT'
                        """,
                        page.path(),
                        page.round(),
                        page.direction().name(),
                        statement,
                        epoch);
        if (rows == 0) {
            throw new SQLException(
                    "statement %d of %s is in the journal as done already"
                            .formatted(statement, page.path()),
                    "23505");
        }
    }

    /** The statement did nothing and will not be tried: its intent is void. */
    public static void withdraw(Connection connection, Page page, int statement)
            throws SQLException {
        Sql.update(
                connection,
                """
                delete from surefoot_schema.journal
                where path = ? and round = ? and direction = ? and statement = ?
                    and state = 'INTENT'
                """,
                page.path(),
                page.round(),
                page.direction().name(),
                statement);
    }
}
