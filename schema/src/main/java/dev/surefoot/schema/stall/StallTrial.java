package dev.surefoot.schema.stall;

import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One statement beside a reader and a writer of one table, on a database as it stands. */
public final class StallTrial {
    private StallTrial() {}

    /**
     * The longest waits until the statement was done or refused, in milliseconds on this machine.
     *
     * @param table {@code schema.table}
     * @param settings SQL that is sent first, for example {@code set lock_timeout = '200ms'}
     * @param statement what is timed; that the server refuses it is no matter
     */
    public static Waits beside(
            ShadowDatabase database, String table, List<String> settings, String statement)
            throws InterruptedException {
        try (Crowd crowd = Crowd.at(database, List.of(table));
                Connection connection = database.connectForScripts();
                Statement sender = connection.createStatement()) {
            for (String each : settings) {
                sender.execute(each);
            }
            long began = System.nanoTime();
            run(connection, sender, statement);
            long ended = System.nanoTime();
            crowd.stop();
            return crowd.waits(table, 0, began, ended);
        } catch (SQLException e) {
            throw new ShadowFailure("the trial of " + statement + " ended: " + e, e);
        }
    }

    private static void run(Connection connection, Statement sender, String statement)
            throws SQLException {
        try {
            sender.execute(statement);
        } catch (SQLException e) {
            if (connection.isClosed()) {
                throw e;
            }
        }
    }
}
