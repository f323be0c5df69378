package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database for one trial, with a connection to look at it that stays open: a new one for each
 * look would read the server's catalog anew. Scripts have connections of their own, as they may
 * change settings. Closing drops the database. Not thread-safe.
 */
final class Copy implements AutoCloseable {
    private final ShadowDatabase database;
    private @Nullable Connection reader;

    Copy(ShadowDatabase database) {
        this.database = database;
    }

    ShadowDatabase database() {
        return database;
    }

    /** Something that is done on the open connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Looks at it. */
    <T> T look(Work<T> work) {
        try {
            Connection open = reader == null ? database.connect() : reader;
            reader = open;
            return work.on(open);
        } catch (SQLException e) {
            throw new ShadowFailure("the shadow was not read: " + e.getMessage(), e);
        }
    }

    /** Writes to it unless there is nothing to write, on a connection of its own. */
    void write(Writes writes) {
        if (writes.equals(Writes.NONE)) {
            return;
        }
        try (Connection connection = database.connect()) {
            writes.run(connection);
        } catch (SQLException e) {
            throw new ShadowFailure("the shadow went away: " + e.getMessage(), e);
        }
    }

    /** Nobody is connected any more, so that it can be copied. */
    void release() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (SQLException e) {
            throw new ShadowFailure("the shadow went away: " + e.getMessage(), e);
        }
        reader = null;
    }

    @Override
    public void close() {
        release();
        database.close();
    }
}
