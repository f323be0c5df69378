package dev.surefoot.schema.run;

import dev.surefoot.schema.run.backfill.FillTable;
import dev.surefoot.schema.run.target.OwnTables;
import dev.surefoot.schema.run.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Asks backfills to pause or to go on, from another process than theirs. */
public final class FillPause {
    private FillPause() {}

    /**
     * Asks; they look between batches, and every five seconds while they pause.
     *
     * @param why for those who see it; empty: go on
     */
    public static Outcome ask(Target target, String why) {
        try (Connection connection = target.connect()) {
            if (OwnTables.look(connection) != OwnTables.Presence.READY) {
                return new Outcome.Refused("TARGET", "no change was ever run here");
            }
            int asked = FillTable.ask(connection, why);
            return asked == 0
                    ? new Outcome.Refused("BACKFILL", "no backfill is under way here")
                    : new Outcome.Done(
                            List.of(
                                    "%d backfills were asked to %s"
                                            .formatted(asked, why.isEmpty() ? "go on" : "pause")));
        } catch (SQLException e) {
            return Opening.unreachable(target, e);
        }
    }
}
