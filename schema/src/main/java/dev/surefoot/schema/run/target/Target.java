package dev.surefoot.schema.run.target;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The database that a change runs on.
 *
 * <p>Each connection names itself, ends soon after its client did, never keeps a transaction open
 * idly, and fails where row security would hide rows from it.
 *
 * @param url a JDBC address; user and password may stand in it
 * @param login further properties of the driver, for example {@code user} and {@code password}
 */
public record Target(String url, Properties login) {
    /** How our own sessions call themselves; never a name that a service's session has. */
    public static final String APPLICATION = "surefoot-schema";

    /** How soon the server notices that a client is gone, while a statement runs. */
    public static final Duration CLIENT_CHECK = Duration.ofSeconds(2);

    private static final String SETTINGS =
            """
            set application_name = 'surefoot-schema';
            set idle_in_transaction_session_timeout = '20s';
            set row_security = off;
            set default_transaction_isolation = 'read committed';
            set default_transaction_read_only = off;
            set statement_timeout = 0;
            set lock_timeout = '200ms';
            """;

    public Target {
        login = copy(login);
    }

    /** A database whose address says all. */
    public Target(String url) {
        this(url, new Properties());
    }

    @Override
    public Properties login() {
        return copy(login);
    }

    /** A new connection with auto-commit; no error of it tells a password. */
    public Connection connect() throws SQLException {
        Optional<String> wrong = Address.wrong(url);
        if (wrong.isPresent()) {
            throw new SQLException(wrong.get(), "08001");
        }
        try {
            return connected();
        } catch (SQLException e) {
            throw Address.cleaned(e, url, login);
        }
    }

    /** One for a short question: it gives up on a server that has not answered for 30 seconds. */
    public Connection connectToAsk() throws SQLException {
        Properties brief = copy(login);
        brief.putIfAbsent("socketTimeout", "30");
        return new Target(url, brief).connect();
    }

    private Connection connected() throws SQLException {
        Properties all = copy(login);
        all.setProperty("ApplicationName", APPLICATION);
        all.setProperty("tcpKeepAlive", "true");
        all.putIfAbsent("connectTimeout", "10");
        Connection connection = DriverManager.getConnection(url, all);
        try {
            settle(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Our settings again, whatever a migration has set. */
    public void settle(Connection connection) throws SQLException {
        Sql.execute(connection, "reset session authorization; reset role; reset all");
        Sql.execute(connection, SETTINGS);
        where(connection, "client_connection_check_interval", CLIENT_CHECK.toMillis() + "ms");
        // A vacuum gives way only when our wait outlasts deadlock_timeout.
        where(connection, "deadlock_timeout", "100ms");
    }

    /** The address without what is secret in it. */
    public String shown() {
        return Address.shown(url);
    }

    /** Some settings need a privilege or a platform; without them we are only slower. */
    private static void where(Connection connection, String setting, String value)
            throws SQLException {
        if (!may(connection, setting)) {
            // An attempt would stand in production's log as an error.
            return;
        }
        try {
            Sql.execute(connection, "set " + setting + " = " + Sql.literal(value));
        } catch (SQLException e) {
            if (SqlErrors.lost(e)) {
                throw e;
            }
        }
    }

    private static boolean may(Connection connection, String setting) throws SQLException {
        boolean granted = connection.getMetaData().getDatabaseMajorVersion() >= 15;
        return Sql.yes(
                connection,
                """
                select s.context = 'user' or r.rolsuper %s
                from pg_settings s join pg_roles r on r.rolname = current_user
                where s.name = ?
                """
                        .formatted(granted ? "or has_parameter_privilege(s.name, 'set')" : ""),
                setting);
    }

    private static Properties copy(Properties from) {
        Properties copy = new Properties();
        from.stringPropertyNames().forEach(name -> copy.setProperty(name, from.getProperty(name)));
        return copy;
    }

    @Override
    public String toString() {
        return "Target[" + shown() + "]";
    }
}
