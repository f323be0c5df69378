package dev.surefoot.schema.proof;

import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** The enum types of a database, by the names that row descriptions have. */
final class Enums {
    private static final String NAMES =
            """
            select n.nspname || '.' || t.typname
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where t.typtype = 'e'
            """;

    private Enums() {}

    static Set<String> of(ShadowDatabase database) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Connection connection = database.connect();
                Statement sender = connection.createStatement();
                ResultSet rows = sender.executeQuery(NAMES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
