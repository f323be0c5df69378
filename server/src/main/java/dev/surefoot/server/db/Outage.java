package dev.surefoot.server.db;

import org.jdbi.v3.core.ConnectionException;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells a database that is away from a fault of ours. */
public final class Outage {
    /** Connection exceptions, as SQLSTATE has them. */
    private static final String CONNECTION = "08";

    /** PostgreSQL is stopping, crashed or starting. */
    private static final Set<String> NOT_READY = Set.of("57P01", "57P02", "57P03");

    private Outage() {}

    /** Whether {@code thrown} means that the database can't be asked now. */
    public static boolean is(Throwable thrown) {
        return Causes.any(
                thrown,
                it ->
                        it instanceof ConnectionException
                                || it instanceof SQLTransientConnectionException
                                || (it instanceof SQLException sql && away(sql)));
    }

    private static boolean away(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        return state.startsWith(CONNECTION) || NOT_READY.contains(state);
    }
}
