package dev.surefoot.schema.run.target;

import dev.surefoot.schema.fact.SqlError;

import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What a server's or the driver's error means for a runner. Pure. */
public final class SqlErrors {
    private static final Pattern VALUE = Pattern.compile("\".*\"", Pattern.DOTALL);

    private SqlErrors() {}

    /**
     * As a value, with the position where the server names one. Rows are left out: what a
     * constraint refuses stands in the server's detail, and what can't be read as a type in its
     * message.
     */
    public static SqlError of(SQLException error) {
        OptionalInt position = OptionalInt.empty();
        String message = String.valueOf(error.getMessage());
        if (error instanceof PSQLException own) {
            ServerErrorMessage server = own.getServerErrorMessage();
            if (server != null) {
                message = String.valueOf(server.getMessage());
                if (state(error).startsWith("22")) {
                    message = VALUE.matcher(message).replaceAll("\"…\"");
                }
                if (server.getDetail() != null && !ofRows(state(error))) {
                    message += " (" + server.getDetail() + ")";
                }
                if (server.getPosition() > 0) {
                    position = OptionalInt.of(server.getPosition());
                }
            }
        }
        return new SqlError(state(error), message, position);
    }

    /** Data exceptions and violated constraints. */
    private static boolean ofRows(String state) {
        return state.startsWith("22") || state.startsWith("23");
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

    /** Somebody was in the way, or it took too long: the same may succeed when tried again. */
    public static boolean passing(SQLException error) {
        return switch (state(error)) {
            case "57014", "40P01", "40001", "55P03" -> true;
            default -> false;
        };
    }

    /** The server or its disk has no room. */
    public static boolean full(SQLException error) {
        return full(state(error));
    }

    /** The same by SQLSTATE. */
    public static boolean full(String state) {
        return state.startsWith("53");
    }

    /** The role may not, or the password is wrong. */
    public static boolean notAllowed(SQLException error) {
        return notAllowed(state(error));
    }

    /** The same by SQLSTATE. */
    public static boolean notAllowed(String state) {
        return state.equals("42501") || state.startsWith("28");
    }
}
