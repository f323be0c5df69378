package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.fact.SqlError;
import dev.surefoot.schema.run.RunRules.Attempt;
import dev.surefoot.schema.run.RunRules.Move;
import dev.surefoot.schema.run.RunRules.Tries;
import dev.surefoot.schema.run.target.Blocker;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What follows an attempt. */
class RunRulesTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Blocker IDLE =
            new Blocker(
                    7,
                    "shop@aaaaaaaaaaaa",
                    "shop",
                    "idle in transaction",
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3));

    @Test
    @Requirement("SCHEMA-RUN-3")
    void waits_grow_to_a_minute_and_are_drawn_whole() {
        assertThat(RunRules.delay(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(RunRules.delay(2, 1)).isEqualTo(Duration.ofMillis(1_600));
        assertThat(RunRules.delay(30, 1)).isEqualTo(Duration.ofSeconds(60));
        assertThat(RunRules.delay(30, 0.5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RunRules.delay(30, 0)).isEqualTo(Duration.ZERO);
    }

    @Test
    @Requirement("SCHEMA-RUN-3")
    void forty_attempts_end_as_held_and_name_who_is_in_the_way() {
        Tries tries = Tries.first(T0);
        int attempts = 0;
        Move move = new Move.Next();
        do {
            move = next(tries, new Seen.LockTimedOut(List.of(IDLE)), T0);
            attempts++;
            tries = move instanceof Move.Again(var after, Tries more) ? more : tries;
        } while (move instanceof Move.Again);

        assertThat(attempts).isEqualTo(40);
        assertThat(move)
                .isEqualTo(new Move.Stop(new Outcome.Held(held(move).reason(), List.of(IDLE))));
        assertThat(held(move).reason()).contains("V1 line 3").contains("40 attempts");
    }

    @Test
    @Requirement("SCHEMA-RUN-3")
    void half_an_hour_is_enough_whatever_the_number_of_attempts() {
        Move move =
                next(
                        new Tries(T0, 5, 0),
                        new Seen.Busy(List.of(IDLE)),
                        T0.plus(Duration.ofMinutes(30)));

        assertThat(held(move).blockers()).containsExactly(IDLE);
    }

    @Test
    void a_deadlock_is_tried_again() {
        assertThat(next(Tries.first(T0), new Seen.Deadlocked(), T0)).isInstanceOf(Move.Again.class);
    }

    @Test
    void what_can_not_run_in_a_transaction_runs_by_itself_unless_the_file_ties_it_to_others() {
        assertThat(next(Tries.first(T0), new Seen.NeedsNoTransaction(), T0))
                .isEqualTo(new Move.Alone());

        Move tied =
                RunRules.next(
                        new Attempt("V1 lines 1 to 2", true, Tries.first(T0)),
                        new Seen.NeedsNoTransaction(),
                        Limits.USUAL,
                        T0,
                        1);

        assertThat(tied).isInstanceOf(Move.Stop.class);
        assertThat(((Outcome.Refused) ((Move.Stop) tied).outcome()).rule()).isEqualTo("L08");
    }

    @Test
    @Requirement("SCHEMA-RUN-4")
    void the_third_time_that_others_waited_too_long_is_the_last() {
        Move first = next(new Tries(T0, 0, 1), new Seen.Stalling(List.of(IDLE)), T0);
        Move last = next(new Tries(T0, 0, 2), new Seen.Stalling(List.of(IDLE)), T0);

        assertThat(first).isInstanceOf(Move.Again.class);
        assertThat(((Outcome.Refused) ((Move.Stop) last).outcome()).rule()).isEqualTo("L12");
    }

    @Test
    void a_full_disk_and_a_lost_connection_say_what_to_do() {
        Move full = next(Tries.first(T0), gone("53100", true), T0);
        Move lost = next(Tries.first(T0), gone("08006", false), T0);

        assertThat(((Outcome.CouldNot) ((Move.Stop) full).outcome()).reason())
                .contains("make room");
        assertThat(((Outcome.CouldNot) ((Move.Stop) lost).outcome()).reason())
                .contains("run the same command again");
    }

    private static Seen gone(String state, boolean full) {
        return new Seen.Gone(new SqlError(state, "it is so", OptionalInt.empty()), full);
    }

    private static Move next(Tries tries, Seen seen, Instant now) {
        return RunRules.next(new Attempt("V1 line 3", false, tries), seen, Limits.USUAL, now, 0);
    }

    private static Outcome.Held held(Move move) {
        return (Outcome.Held) ((Move.Stop) move).outcome();
    }
}
