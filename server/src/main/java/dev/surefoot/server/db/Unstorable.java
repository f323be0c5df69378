package dev.surefoot.server.db;

import java.sql.SQLException;
import java.util.Set;

/** Tells a text that PostgreSQL holds nowhere, for it contains the character NUL, from a fault. */
public final class Unstorable {
    /** In a text, and in JSON. */
    private static final Set<String> NUL = Set.of("22021", "22P05");

    private Unstorable() {}

    /** Whether {@code thrown} means that some text contains the character NUL. */
    public static boolean is(Throwable thrown) {
        return Causes.any(
                thrown,
                it ->
                        it instanceof SQLException sql
                                && NUL.contains(String.valueOf(sql.getSQLState())));
    }
}
