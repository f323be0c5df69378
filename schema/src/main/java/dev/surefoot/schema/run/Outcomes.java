package dev.surefoot.schema.run;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.run.backfill.FillEnd;
import dev.surefoot.schema.run.target.SqlErrors;

import java.sql.SQLException;
import java.util.Optional;

/** Endings from other endings, and in words. Pure. */
final class Outcomes {
    private Outcomes() {}

    /** An error outside a step. */
    static Outcome of(String where, SQLException e) {
        if (SqlErrors.lost(e) || SqlErrors.full(e)) {
            return new Outcome.CouldNot(
                    where
                            + ": "
                            + e.getMessage()
                            + (SqlErrors.full(e) ? "; make room, then" : ";")
                            + " run the same command again");
        }
        return failed(where, SqlErrors.of(e));
    }

    /** A statement's error; what a grant mends is no fault of the statement. */
    static Outcome failed(String where, SqlError error) {
        return SqlErrors.notAllowed(error.sqlState())
                ? new Outcome.NotAllowed(
                        where
                                + ": "
                                + error.message()
                                + " (SQLSTATE "
                                + error.sqlState()
                                + "); grant it to the role or run as the owner, then run the same"
                                + " command again")
                : new Outcome.Failed(where, error);
    }

    /** A backfill's; empty if it is done. */
    static Optional<Outcome> of(String id, FillEnd end) {
        return switch (end) {
            case FillEnd.Verified(long changed) -> Optional.empty();
            case FillEnd.Held(String reason, var blockers) ->
                    Optional.of(new Outcome.Held("backfill " + id + ": " + reason, blockers));
            case FillEnd.Unfinished(long left) ->
                    Optional.of(
                            new Outcome.Refused(
                                    "D06",
                                    "backfill %s went over the table three times and %d rows are"
                                                    .formatted(id, left)
                                            + " still not right; compare set= with verify="));
            case FillEnd.Failed(var error) -> Optional.of(failed("backfill " + id, error));
            case FillEnd.Fenced() ->
                    Optional.of(
                            new Outcome.CouldNot(
                                    "backfill "
                                            + id
                                            + ": another runner has taken over the migration lock"));
            case FillEnd.CouldNot(var error) ->
                    Optional.of(
                            new Outcome.CouldNot(
                                    "backfill "
                                            + id
                                            + ": "
                                            + error.message()
                                            + (SqlErrors.full(error.sqlState())
                                                    ? "; make room, then run the same command again"
                                                    : "; run the same command again, it goes on"
                                                            + " where this one ended")));
        };
    }

    /** One line for people. */
    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var notes) -> String.join("; ", notes);
            case Outcome.Held(String reason, var blockers) ->
                    reason
                            + (blockers.isEmpty() ? "" : "; in the way: ")
                            + String.join(
                                    "; ", blockers.stream().map(each -> each.shown()).toList());
            case Outcome.Refused(String rule, String reason) -> rule + " " + reason;
            case Outcome.Failed(String where, var error) ->
                    where + ": " + error.sqlState() + " " + error.message();
            case Outcome.NotAllowed(String reason) -> reason;
            case Outcome.CouldNot(String reason) -> reason;
        };
    }
}
