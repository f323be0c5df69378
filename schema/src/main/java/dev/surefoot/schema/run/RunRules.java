package dev.surefoot.schema.run;

import dev.surefoot.schema.run.target.Blocker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What follows an attempt to run a step. Pure: time and chance are given. */
final class RunRules {
    private static final double FIRST_SECONDS = 1;
    private static final double GROWTH = 1.6;
    private static final double MOST_SECONDS = 60;

    private RunRules() {}

    /**
     * How often it was tried.
     *
     * @param since the first attempt
     * @param waits attempts that ended waiting for others
     * @param stalls attempts that ended because others waited
     */
    record Tries(Instant since, int waits, int stalls) {
        static Tries first(Instant now) {
            return new Tries(now, 0, 0);
        }
    }

    /** The next move. */
    sealed interface Move {
        record Next() implements Move {}

        record Again(Duration after, Tries tries) implements Move {}

        record Alone() implements Move {}

        record Stop(Outcome outcome) implements Move {}
    }

    /**
     * An attempt.
     *
     * @param where the step, for people
     * @param alone whether it ran outside a transaction
     */
    record Attempt(String where, boolean alone, Tries tries) {}

    /**
     * Decides.
     *
     * @param chance from 0 to 1: the whole wait is drawn, so that many runners don't return at once
     */
    static Move next(Attempt attempt, Seen seen, Limits limits, Instant now, double chance) {
        String where = attempt.where();
        return switch (seen) {
            case Seen.Ran() -> new Move.Next();
            case Seen.Busy(List<Blocker> by) -> wait(attempt, by, limits, now, chance);
            case Seen.LockTimedOut(List<Blocker> by) -> wait(attempt, by, limits, now, chance);
            case Seen.Deadlocked() -> wait(attempt, List.of(), limits, now, chance);
            case Seen.Stalling(List<Blocker> waiters) -> stalling(attempt, waiters, limits, chance);
            case Seen.TimedOut() ->
                    stop(
                            "L12",
                            where
                                    + " took longer than its statement timeout and was taken back;"
                                    + " if that long is right, allow it with --statement-timeout");
            case Seen.NeedsNoTransaction() ->
                    attempt.alone()
                            ? stop("L08", where + " can't run as the file has it")
                            : new Move.Alone();
            case Seen.Refused(String rule, String reason) -> stop(rule, where + ": " + reason);
            case Seen.Failed(var error) -> new Move.Stop(Outcomes.failed(where, error));
            case Seen.Fenced() ->
                    new Move.Stop(
                            new Outcome.CouldNot(
                                    where
                                            + ": another runner has taken over the migration lock;"
                                            + " nothing of this step was kept"));
            case Seen.Gone(var error, boolean full) ->
                    new Move.Stop(
                            new Outcome.CouldNot(
                                    where
                                            + ": "
                                            + error.message()
                                            + (full
                                                    ? "; make room, then run the same command again"
                                                    : "; run the same command again, it goes on"
                                                            + " where this one ended")));
        };
    }

    private static Move wait(
            Attempt attempt, List<Blocker> by, Limits limits, Instant now, double chance) {
        Tries tries = attempt.tries();
        int waits = tries.waits() + 1;
        Duration delay = delay(waits, chance);
        boolean late =
                Duration.between(tries.since(), now).plus(delay).compareTo(limits.patience()) >= 0;
        if (waits >= limits.attempts() || late) {
            return new Move.Stop(
                    new Outcome.Held(
                            "%s got no lock in %d attempts within %d s; nobody was left waiting"
                                    .formatted(
                                            attempt.where(),
                                            waits,
                                            Duration.between(tries.since(), now).toSeconds()),
                            by));
        }
        return new Move.Again(delay, new Tries(tries.since(), waits, tries.stalls()));
    }

    private static Move stalling(
            Attempt attempt, List<Blocker> waiters, Limits limits, double chance) {
        Tries tries = attempt.tries();
        int stalls = tries.stalls() + 1;
        if (stalls >= Limits.STALLS) {
            return stop(
                    "L12",
                    "%s made others wait for longer than %d ms (%s) in %d attempts, each taken back"
                            .formatted(
                                    attempt.where(),
                                    limits.stallBudget().toMillis(),
                                    waiters.isEmpty()
                                            ? "a session that is gone now"
                                            : waiters.getFirst().shown(),
                                    stalls));
        }
        return new Move.Again(
                delay(stalls, chance), new Tries(tries.since(), tries.waits(), stalls));
    }

    /** Full jitter: anything up to the growing bound. */
    static Duration delay(int attempt, double chance) {
        double most =
                Math.min(MOST_SECONDS, FIRST_SECONDS * Math.pow(GROWTH, Math.max(0, attempt - 1)));
        return Duration.ofMillis(Math.round(most * chance * 1_000));
    }

    private static Move stop(String rule, String reason) {
        return new Move.Stop(new Outcome.Refused(rule, reason));
    }
}
