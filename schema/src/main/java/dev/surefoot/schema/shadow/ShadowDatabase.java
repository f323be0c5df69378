package dev.surefoot.schema.shadow;

import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;

/** One database of the shadow; closing drops it. */
public final class ShadowDatabase implements AutoCloseable {
    private final Shadow shadow;
    private final String name;

    ShadowDatabase(Shadow shadow, String name) {
        this.shadow = shadow;
        this.name = name;
    }

    /** Its name on the server. */
    public String name() {
        return name;
    }

    /** The server that it is on. */
    public Shadow shadow() {
        return shadow;
    }

    /** A new connection as superuser, with auto-commit. */
    public Connection connect() throws SQLException {
        return shadow.connect(name);
    }

    /**
     * The same for scripts: what a plain {@code Statement} executes reaches the server as one text,
     * whatever semicolons it has. The driver's own splitter does not know every function's body.
     */
    public Connection connectForScripts() throws SQLException {
        return shadow.connect(name, "extendedForPrepared");
    }

    /**
     * Makes a connection like a new one: superuser, auto-commit, settings, no temporary tables, no
     * advisory locks.
     */
    public void reset(Connection connection) throws SQLException {
        shadow.reset(connection);
    }

    /**
     * A new connection as another role, for good: what that role may not do is refused. The role
     * must exist.
     */
    public Connection connectAs(String role) throws SQLException {
        Connection connection = shadow.connect(name);
        try (var statement = connection.createStatement()) {
            statement.execute("set session authorization " + Identifiers.quoted(role));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Drops it, whoever is connected. */
    @Override
    public void close() {
        shadow.drop(name);
    }
}
