package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.measure.HistoryTable;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What production has besides a folder's migrations: the tool's history, roles, schemas. */
final class Surroundings {
    private static final Pattern ROLE = Pattern.compile("^role \"(.+)\" does not exist$");
    private static final Pattern SCHEMA = Pattern.compile("^schema \"(.+)\" does not exist$");

    private Surroundings() {}

    /** Makes the tool's own table, as some migrations need it. */
    static void history(ShadowDatabase database, Layout layout) {
        String sql = HistoryTable.sql(layout);
        if (!sql.isEmpty()) {
            run(database, sql);
        }
    }

    /** Makes a role or schema that an error says is missing; says what was made. */
    static Optional<String> make(ShadowDatabase database, SqlError error) {
        Matcher role = ROLE.matcher(error.message());
        if (error.sqlState().equals("42704") && role.matches()) {
            database.shadow().makeRole(role.group(1));
            return Optional.of("role " + role.group(1) + " was missing and made, without login");
        }
        Matcher schema = SCHEMA.matcher(error.message());
        if (error.sqlState().equals("3F000") && schema.matches()) {
            run(database, "create schema " + quoted(schema.group(1)));
            return Optional.of("schema " + schema.group(1) + " was missing and made");
        }
        return Optional.empty();
    }

    private static void run(ShadowDatabase database, String sql) {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ShadowFailure("the shadow refused: " + e.getMessage(), e);
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
