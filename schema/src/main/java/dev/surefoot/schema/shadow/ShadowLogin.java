package dev.surefoot.schema.shadow;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a server is reached.
 *
 * @param url of the database that is there from the start; may hold user and password
 * @param properties user and password where the address has none
 */
record ShadowLogin(String url, Properties properties) {
    private static final int OLDEST = 14;

    /** What a server says of itself: its version, whether we may do all, and its roles. */
    record Server(String version, Set<String> roles) {}

    static ShadowLogin of(String url) {
        // Without a slash after the host there would be no place for a database's name.
        return new ShadowLogin(
                url.replaceFirst("^(jdbc:postgresql://[^/?]+)(\\?|$)", "$1/$2"), new Properties());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    Connection connect(String database, String queryMode) throws SQLException {
        Properties all = new Properties();
        properties
                .stringPropertyNames()
                .forEach(k -> all.setProperty(k, properties.getProperty(k)));
        all.setProperty("preferQueryMode", queryMode);
        return DriverManager.getConnection(
                url.replaceFirst("^(jdbc:postgresql:(?://[^/]*/)?)[^?]*", "$1" + database), all);
    }

    /** The address without what may be secret. */
    String shown() {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/@]*@", "//");
    }

    Server ask() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String version;
            try (ResultSet row =
                    statement.executeQuery(
                            """
                            select current_setting('server_version'), current_user,
                                   (select rolsuper from pg_catalog.pg_roles
                                     where rolname = current_user)
                            """)) {
                row.next();
                version = row.getString(1).replaceFirst(" .*", "");
                if (!row.getBoolean(3)) {
                    throw new ShadowFailure(
                            "user "
                                    + row.getString(2)
                                    + " of "
                                    + shown()
                                    + " is no superuser: a shadow makes databases, roles and event"
                                    + " triggers; give the address of a server for trials with its"
                                    + " superuser");
                }
            }
            if (Integer.parseInt(version.replaceFirst("\\D.*", "")) < OLDEST) {
                throw new ShadowFailure(
                        shown()
                                + " is PostgreSQL "
                                + version
                                + ": a shadow needs "
                                + OLDEST
                                + " or later");
            }
            Set<String> roles = new TreeSet<>();
            try (ResultSet row =
                    statement.executeQuery("select rolname from pg_catalog.pg_roles")) {
                while (row.next()) {
                    roles.add(row.getString(1));
                }
            }
            return new Server(version, roles);
        } catch (SQLException e) {
            throw new ShadowFailure(
                    "the shadow's server " + shown() + " does not let us in: " + why(e), e);
        }
    }

    private static String why(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String step =
                switch (state) {
                    case "08001", "08004", "08006" ->
                            "is it running, and is the address"
                                    + " jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…"
                                    + " right?";
                    case "28P01", "28000" -> "give user and password in the address";
                    case "3D000" -> "name a database that is there, for example postgres";
                    case "53300" -> "it has no connection free";
                    default -> "see the server's log";
                };
        return e.getMessage() + " (" + state + "): " + step;
    }
}
