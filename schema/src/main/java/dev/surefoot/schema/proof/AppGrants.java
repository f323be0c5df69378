package dev.surefoot.schema.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rights that an application usually has: it reads and writes all rows, and owns nothing. */
public final class AppGrants {
    private static final String SCHEMAS =
            """
            select quote_ident(nspname) from pg_namespace
            where nspname !~ '^pg_' and nspname <> 'information_schema'
            """;

    private AppGrants() {}

    private static String onWhatIsThere(String schema, String role) {
        return """
               grant usage on schema %1$s to %2$s;
               grant select, insert, update, delete on all tables in schema %1$s to %2$s;
               grant usage, select, update on all sequences in schema %1$s to %2$s;
               """
                .formatted(schema, role);
    }

    private static String onWhatWillBeMade(String role) {
        return """
               alter default privileges grant usage on schemas to %1$s;
               alter default privileges grant select, insert, update, delete on tables to %1$s;
               alter default privileges grant usage, select, update on sequences to %1$s;
               """
                .formatted(role);
    }

    /** On all that is there, and on all that the same user will make. */
    public static void give(Connection connection, String role) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Statement sender = connection.createStatement()) {
            String name = sender.enquoteIdentifier(role, true);
            try (ResultSet rows = sender.executeQuery(SCHEMAS)) {
                while (rows.next()) {
                    schemas.add(rows.getString(1));
                }
            }
            for (String schema : schemas) {
                sender.execute(onWhatIsThere(schema, name));
            }
            sender.execute(onWhatWillBeMade(name));
        }
    }
}
