package dev.surefoot.schema.proof;

import dev.surefoot.schema.shadow.ShadowDatabase;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections of an application to one database, by name; at most {@link #MOST} at a time, beyond
 * which the one that was used longest ago is closed. Not thread-safe.
 */
final class AppSessions implements AutoCloseable {
    static final int MOST = 12;

    private final ShadowDatabase database;
    private final Map<String, AppSession> open = new LinkedHashMap<>(16, 0.75f, true);

    AppSessions(ShadowDatabase database) {
        this.database = database;
    }

    /** The one connection of a role. */
    AppSession of(String role) throws SQLException {
        return of(role, role);
    }

    /** The connection that was recorded under this name. */
    AppSession of(String name, String role) throws SQLException {
        AppSession known = open.get(name);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST) {
            String oldest = open.keySet().iterator().next();
            end(oldest);
        }
        AppSession made = AppSession.open(database, role);
        open.put(name, made);
        return made;
    }

    /** Closes one; nothing happens if it is not open. */
    void end(String name) throws SQLException {
        AppSession session = open.remove(name);
        if (session != null) {
            session.close();
        }
    }

    @Override
    public void close() throws SQLException {
        for (AppSession each : open.values()) {
            each.close();
        }
        open.clear();
    }
}
