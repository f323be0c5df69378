package dev.surefoot.bench.backfill;

import dev.surefoot.schema.run.target.Target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database with the table {@code app.users}; role {@code owner} owns it, role {@code shop} uses
 * it.
 *
 * @param url without a role
 * @param rows of the table
 * @param key of the table
 */
public record ShopDatabase(String url, int rows, Key key) {
    /** What the table's key is; a row has a number in any case. */
    public enum Key {
        /** The rows lie in the key's order. */
        BIGINT("bigint", "%s"),
        /** The rows lie in no order of the key. */
        UUID("uuid", "md5((%s)::text)::uuid");

        private final String type;
        private final String ofNumber;

        Key(String type, String ofNumber) {
            this.type = type;
            this.ofNumber = ofNumber;
        }

        private String of(String number) {
            return ofNumber.formatted(number);
        }
    }

    /** A version of the application, as its sessions name it, and what it asks. */
    public enum Version {
        /** Knows {@code name}. */
        OLD(
                "shop@aaaaaaaaaaaa",
                "select id, name from app.users where id = %s",
                "update app.users set name = 'old ' || (random() * 1e6)::int where id = %s"),
        /** Knows {@code full_name}. */
        NEW(
                "shop@bbbbbbbbbbbb",
                "select id, full_name from app.users where id = %s",
                "update app.users set full_name = 'new ' || (random() * 1e6)::int where id = %s");

        private final String application;
        private final String read;
        private final String write;

        Version(String application, String read, String write) {
            this.application = application;
            this.read = read;
            this.write = write;
        }

        /** As its sessions name it. */
        public String application() {
            return application;
        }
    }

    /** The database as a runner sees it. */
    public Target target() {
        return new Target(url + "?user=owner&password=owner");
    }

    /** As the owner. */
    public Connection owner() throws SQLException {
        return DriverManager.getConnection(url, "owner", "owner");
    }

    /** As the application, of a version. */
    public Connection shop(Version version) throws SQLException {
        return DriverManager.getConnection(
                url + "?user=shop&password=shop&ApplicationName=" + version.application);
    }

    /** One who reads a row every so many milliseconds. */
    public User reader(Version version, int everyMs) {
        return User.start(this, version, asked(version.read), everyMs);
    }

    /** One who writes a row every so many milliseconds. */
    public User writer(Version version, int everyMs) {
        return User.start(this, version, asked(version.write), everyMs);
    }

    private String asked(String sql) {
        return sql.formatted(key.of("cast(? as bigint)"));
    }

    void fill() throws SQLException {
        run(
                "create schema app",
                "grant usage on schema app to shop",
                "create table app.users (id " + key.type + " primary key, name text not null)",
                "insert into app.users select %s, 'user ' || n from generate_series(1, %d) n"
                        .formatted(key.of("n"), rows),
                "grant select, update on app.users to shop",
                "vacuum analyze app.users");
    }

    /** As the owner, each by itself. */
    public void run(String... statements) throws SQLException {
        try (Connection connection = owner()) {
            run(connection, statements);
        }
    }

    /** The one number that a query answers with. */
    public long number(String sql) throws SQLException {
        try (Connection connection = owner()) {
            return Long.parseLong(text(connection, sql));
        }
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
