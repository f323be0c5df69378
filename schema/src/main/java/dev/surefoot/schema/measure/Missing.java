package dev.surefoot.schema.measure;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What production has and a folder of migrations does not make: its tool's own table, roles,
 * schemas. What an error of the server says is missing is made, so that a file may be run again.
 */
public final class Missing {
    private static final Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist");
    static final String MADE_DATABASE =
            "database %s was missing and made, empty: the one that is tried has another name here";

    private static final Pattern DATABASE = Pattern.compile("^database \"(.+)\" does not exist$");
    private static final Pattern SCHEMA = Pattern.compile("^schema \"(.+)\" does not exist$");
    private static final String NO_SCHEMA = "no schema has been selected to create in";
    private static final List<String> ALWAYS_THERE = List.of("\"$user\"", "pg_catalog", "public");

    private Missing() {}

    /** The role that an error says is missing. */
    static Optional<String> role(SqlError error) {
        Matcher role = ROLE.matcher(error.message());
        return List.of("42704", "22023").contains(error.sqlState()) && role.find()
                ? Optional.of(role.group(1))
                : Optional.empty();
    }

    /**
     * The schema that an error says is missing: by name, or the first of the shadow's search path
     * where nothing of that is there.
     */
    public static Optional<String> schema(Shadow shadow, SqlError error) {
        if (!error.sqlState().equals("3F000")) {
            return Optional.empty();
        }
        Matcher schema = SCHEMA.matcher(error.message());
        if (schema.matches()) {
            return Optional.of(schema.group(1));
        }
        String path = shadow.settings().getOrDefault("search_path", "");
        return error.message().equals(NO_SCHEMA)
                ? Arrays.stream(path.split(",", -1))
                        .map(String::strip)
                        .filter(it -> !it.isEmpty() && !ALWAYS_THERE.contains(it))
                        .map(it -> it.replaceAll("^\"|\"$", ""))
                        .findFirst()
                : Optional.empty();
    }

    /** The database that an error says is missing: production's, which has another name here. */
    static Optional<String> database(SqlError error) {
        Matcher database = DATABASE.matcher(error.message());
        return error.sqlState().equals("3D000") && database.matches()
                ? Optional.of(database.group(1))
                : Optional.empty();
    }

    /** Makes the role, schema or database that an error says is missing; says what was made. */
    public static Optional<String> make(ShadowDatabase database, SqlError error) {
        Optional<String> other = database(error).filter(database.shadow()::makeDatabase);
        if (other.isPresent()) {
            return Optional.of(MADE_DATABASE.formatted(other.get()));
        }
        Optional<String> role = role(error);
        if (role.isPresent()) {
            database.shadow().makeRole(role.get());
            return Optional.of("role " + role.get() + " was missing and made, without login");
        }
        Optional<String> schema = schema(database.shadow(), error);
        schema.ifPresent(name -> makeSchema(database, name));
        return schema.map(name -> "schema " + name + " was missing and made");
    }

    /** Makes a schema unless it is there. */
    public static void makeSchema(ShadowDatabase database, String name) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create schema if not exists " + statement.enquoteIdentifier(name, true));
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "schema " + name + " was not made in the shadow: " + e.getMessage(), e);
        }
    }

    /** Makes the table of the layout's tool, where an unqualified name goes or else in public. */
    public static void makeHistory(ShadowDatabase database, Layout layout) {
        String sql = HistoryTable.sql(layout);
        if (sql.isEmpty()) {
            return;
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            boolean nowhere;
            try (var row = statement.executeQuery("select pg_catalog.current_schema() is null")) {
                row.next();
                nowhere = row.getBoolean(1);
            }
            statement.execute(nowhere ? "set search_path = public; " + sql : sql);
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "the tool's own table was not made in the shadow: " + e.getMessage(), e);
        }
    }
}
