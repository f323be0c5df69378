package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.fact.SqlError;
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

    private static final String FLYWAY =
            """
            create table if not exists flyway_schema_history (
              installed_rank int primary key, version varchar(50),
              description varchar(200) not null, type varchar(20) not null,
              script varchar(1000) not null, checksum int, installed_by varchar(100) not null,
              installed_on timestamp not null default now(), execution_time int not null,
              success boolean not null)
            """;
    private static final String DIESEL =
            """
            create table if not exists __diesel_schema_migrations (
              version varchar(50) primary key,
              run_on timestamp not null default current_timestamp)
            """;
    private static final String PAIRS =
            """
            create table if not exists schema_migrations (
              version bigint primary key, dirty boolean not null)
            """;

    private Surroundings() {}

    /** Makes the tool's own table, as some migrations need it. */
    static void history(ShadowDatabase database, Layout layout) {
        switch (layout) {
            case FLYWAY -> run(database, FLYWAY);
            case DIESEL -> run(database, DIESEL);
            case PAIRS -> run(database, PAIRS);
            case PLAIN -> {}
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
