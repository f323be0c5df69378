package dev.surefoot.schema.run.target;

import dev.surefoot.schema.fact.SqlError;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.SQLException;
import java.util.OptionalInt;

/** What a server's or the driver's error means for a runner. Pure. */
public final class SqlErrors {
    private SqlErrors() {}

    /** As a value, with the position where the server names one. */
    public static SqlError of(SQLException error) {
        OptionalInt position = OptionalInt.empty();
        String message = String.valueOf(error.getMessage());
        if (error instanceof PSQLException own) {
            ServerErrorMessage server = own.getServerErrorMessage();
            if (server != null) {
                message = String.valueOf(server.getMessage());
                if (server.getDetail() != null) {
                    message += " (" + server.getDetail() + ")";
                }
                if (server.getPosition() > 0) {
                    position = OptionalInt.of(server.getPosition());
                }
            }
        }
        return new SqlError(state(error), message, position);
    }

    /** Five characters; empty where there are none. */
    public static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "" : state;
    }

    /** The connection is of no use any more, or there is none. */
    public static boolean lost(SQLException error) {
        String state = state(error);
        return state.startsWith("08")
                || state.equals("57P01")
                || state.equals("57P02")
                || state.equals("57P03")
                || state.equals("25P03")
                || state.equals("57P05");
    }

    /** The server or its disk has no room. */
    public static boolean full(SQLException error) {
        return state(error).startsWith("53");
    }

    /** The role may not, or the password is wrong. */
    public static boolean notAllowed(SQLException error) {
        return state(error).equals("42501") || state(error).startsWith("28");
    }
}
