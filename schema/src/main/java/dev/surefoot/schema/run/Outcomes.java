package dev.surefoot.schema.run;

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
                    where + ": " + e.getMessage() + "; run the same command again");
        }
        return SqlErrors.notAllowed(e)
                ? new Outcome.NotAllowed(where + ": " + e.getMessage())
                : new Outcome.Failed(where, SqlErrors.of(e));
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
            case FillEnd.Failed(var error) ->
                    Optional.of(new Outcome.Failed("backfill " + id, error));
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
                                            + "; run the same command again"));
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
