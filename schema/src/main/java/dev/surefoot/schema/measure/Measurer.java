package dev.surefoot.schema.measure;

import dev.surefoot.schema.catalog.Catalog;
import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * Runs migrations on a database of the shadow, one after another, and measures each statement. What
 * a file did stays, so the next finds it.
 *
 * <p>Every file gets the session as a new connection would give it. Statements run in the
 * transaction that the file's tool would have; one that the server refuses there is run alone.
 * Errors of a file's statements are values; {@link ShadowFailure} is for a shadow that itself could
 * not. Not thread-safe; several may work on different databases of one shadow.
 */
public final class Measurer implements AutoCloseable {
    private final ShadowDatabase database;
    private Session session;
    private @Nullable Snapshot standing;

    private Measurer(ShadowDatabase database, Session session) {
        this.database = database;
        this.session = session;
    }

    /**
     * Prepares a database: the table of the layout's tool is there afterwards.
     *
     * @throws ShadowFailure if the database does not answer or misses plpgsql
     */
    public static Measurer on(ShadowDatabase database, Layout layout) {
        try {
            Missing.makeHistory(database, layout);
            return new Measurer(database, new Session(database));
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    /** Runs a file, whether its statements are in order or not, and tells what they did. */
    public MeasuredFile measure(MigrationFile file) {
        try {
            connect();
            database.reset(session.connection());
            Watchers.ensure(session.connection());
            Snapshot start = standing();
            standing = null;
            FileRun run = new FileRun(session, file, start);
            MeasuredFile measured = run.run();
            database.shadow().claimRoles();
            if (measured.applied()) {
                standing = run.end();
            }
            return measured;
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    /** What the database consists of after the last file, if nobody else has changed it. */
    public Catalog catalog() {
        try {
            connect();
            return standing().catalog();
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    private void connect() throws SQLException {
        if (session.lost()) {
            session.close();
            session = new Session(database);
        }
    }

    private Snapshot standing() throws SQLException {
        Snapshot known = standing;
        if (known == null) {
            session.connection().setAutoCommit(false);
            known = session.rest();
            session.connection().setAutoCommit(true);
            standing = known;
        }
        return known;
    }

    private static ShadowFailure failure(ShadowDatabase database, SQLException e) {
        return new ShadowFailure(
                "database "
                        + database.name()
                        + " of the shadow could not be measured: "
                        + e.getMessage()
                        + "; try again",
                e);
    }

    /** Ends the session; the database stays. The next file begins another. */
    @Override
    public void close() {
        session.close();
    }
}
