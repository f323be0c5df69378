package dev.surefoot.demo;

import dev.surefoot.postgres.EmbeddedPostgres;
import dev.surefoot.postgres.PostgresSettings;
import dev.surefoot.postgres.PostgresStart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PostgreSQL of the test's own with the shop's two roles, and databases in it that migrations are
 * run on as their owner. What a runner of migrations would do beside the SQL (batches, columns kept
 * in step) is done here in its plainest form, from the same headers.
 */
final class ShopDatabase implements AutoCloseable {
    private static final Pattern BACKFILL =
            Pattern.compile("table=(\\S+) key=(\\S+) set=\"([^\"]+)\" verify=\"([^\"]+)\"");
    private static final Pattern SYNC =
            Pattern.compile("sync=(\\S+) old=(\\S+) new=(\\S+) up=\"([^\"]+)\" down=\"([^\"]+)\"");

    private final EmbeddedPostgres server;
    private int databases;

    private ShopDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static ShopDatabase start(Path directory) throws SQLException {
        EmbeddedPostgres server =
                switch (EmbeddedPostgres.start(PostgresSettings.in(directory))) {
                    case PostgresStart.Started(EmbeddedPostgres started) -> started;
                    case PostgresStart.Adopted(EmbeddedPostgres adopted) -> adopted;
                    case PostgresStart.Refused(var reason, String message) ->
                            throw new AssertionError(message);
                };
        ShopDatabase started = new ShopDatabase(server);
        started.execute("surefoot", "CREATE ROLE shop_owner LOGIN PASSWORD 'owns'");
        started.execute("surefoot", "CREATE ROLE shop_app LOGIN PASSWORD 'reads:&writes'");
        return started;
    }

    /** A new database that the migrations' role owns. */
    String create() throws SQLException {
        String name = "shop" + ++databases;
        execute("surefoot", "CREATE DATABASE " + name + " OWNER shop_owner");
        return name;
    }

    /** Runs a version's migrations in order, up to and with the given one. */
    void migrate(String database, BuiltVersion version, int last) throws Exception {
        for (int number = 1; number <= last; number++) {
            String text = Files.readString(file(version, number));
            if (text.contains("phase=contract")) {
                execute(database, "DROP FUNCTION shop.in_step() CASCADE");
            }
            run(database, text);
            if (number == 1) {
                fill(database);
            }
        }
    }

    static Path file(BuiltVersion version, int number) throws IOException {
        try (var files = Files.list(version.migrations())) {
            return files.filter(f -> f.getFileName().toString().startsWith("V" + number + "__"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Puts a few of the rows there that a shop has. */
    void fill(String database) throws SQLException {
        try (Connection owner = connect(database, "shop_owner", "owns");
                Statement statement = owner.createStatement()) {
            statement.execute(ShopRows.sql().replace("2400000", "400").replace("200000", "200"));
        }
    }

    /** Runs one file, and what its header asks for. */
    void run(String database, String text) throws SQLException {
        try (Connection owner = connect(database, "shop_owner", "owns");
                Statement statement = owner.createStatement()) {
            for (Matcher sync = SYNC.matcher(text); sync.find(); ) {
                // The column is not there yet; a function's body is looked at when it runs.
                statement.execute(function(sync));
            }
            statement.execute(text);
            for (Matcher sync = SYNC.matcher(text); sync.find(); ) {
                statement.execute(trigger(sync));
            }
            for (Matcher fill = BACKFILL.matcher(text); fill.find(); ) {
                statement.execute(
                        "UPDATE %s SET %s WHERE %s"
                                .formatted(fill.group(1), fill.group(3), fill.group(4)));
            }
        }
    }

    private static String function(Matcher sync) {
        String old = sync.group(2);
        String fresh = sync.group(3);
        return """
        CREATE FUNCTION shop.in_step() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.%2$s IS NULL OR TG_OP = 'UPDATE' AND NEW.%2$s IS NOT DISTINCT FROM OLD.%2$s THEN
                NEW.%2$s := (SELECT %3$s FROM (SELECT NEW.*) AS row);
            ELSE
                NEW.%1$s := (SELECT %4$s FROM (SELECT NEW.*) AS row);
            END IF;
            RETURN NEW;
        END $$
        """
                .formatted(old, fresh, sync.group(4), sync.group(5));
    }

    private static String trigger(Matcher sync) {
        return "CREATE TRIGGER in_step BEFORE INSERT OR UPDATE ON "
                + sync.group(1)
                + " FOR EACH ROW EXECUTE FUNCTION shop.in_step()";
    }

    /** The line of a configuration that gives the shop this database. */
    String setting(String database) {
        return "database: "
                + server.jdbcUrl().replaceFirst("[^/]*$", database)
                + "?user=shop_app&password=reads%3A%26writes\n";
    }

    Connection asApplication(String database) throws SQLException {
        return connect(database, "shop_app", "reads:&writes");
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection own = asSuperuser(database);
                Statement statement = own.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String database, String sql) throws SQLException {
        try (Connection own = asSuperuser(database);
                Statement statement = own.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }

    Connection asSuperuser(String database) throws SQLException {
        return connect(database, server.user(), server.password());
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(
                server.jdbcUrl().replaceFirst("[^/]*$", database), login);
    }

    /**
     * Ends the application's sessions, as a server that restarts does; waits until they are gone,
     * says how many.
     */
    String endSessions(String database) throws SQLException {
        return ask(
                database,
                "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
                        + " WHERE usename = 'shop_app'");
    }

    @Override
    public void close() {
        server.stop();
    }
}
