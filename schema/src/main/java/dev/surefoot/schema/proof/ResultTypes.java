package dev.surefoot.schema.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of the types in row descriptions: {@code int4}, {@code app.mood}. By name, for a type's
 * number differs from database to database. Not thread-safe.
 */
final class ResultTypes {
    private static final String NAME =
            """
            select case when n.nspname = 'pg_catalog' then t.typname
                        else n.nspname || '.' || t.typname end
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where t.oid = ?::oid
            """;

    private final Connection connection;
    private final Map<String, String> known = new HashMap<>();

    ResultTypes(Connection connection) {
        this.connection = connection;
    }

    /** The name of the type with this number. */
    String name(String oid) throws SQLException {
        String cached = known.get(oid);
        if (cached != null) {
            return cached;
        }
        try (PreparedStatement question = connection.prepareStatement(NAME)) {
            question.setString(1, oid);
            try (ResultSet row = question.executeQuery()) {
                String name = row.next() ? row.getString(1) : "type " + oid;
                known.put(oid, name);
                return name;
            }
        }
    }
}
