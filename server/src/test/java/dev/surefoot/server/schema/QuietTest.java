package dev.surefoot.server.schema;

import static dev.surefoot.server.schema.SchemaSamples.AT;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class QuietTest {
    @Test
    void it_lasts_from_the_first_look_at_which_nobody_else_was_there() {
        Quiet quiet = Quiet.after(Optional.empty(), AT, "");
        Instant at = AT;
        for (int look = 0; look < 10; look++) {
            at = at.plusSeconds(10);
            quiet = Quiet.after(Optional.of(quiet), at, "");
        }

        assertThat(quiet.lasting(at)).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void an_old_session_begins_it_anew() {
        Quiet quiet = Quiet.after(Optional.empty(), AT, "");

        Quiet seen = Quiet.after(Optional.of(quiet), AT.plusSeconds(10), "shop@old");
        Quiet after = Quiet.after(Optional.of(seen), AT.plusSeconds(20), "");

        assertThat(seen.lasting(AT.plusSeconds(10))).isZero();
        assertThat(after.lasting(AT.plusSeconds(25))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_gap_in_looking_begins_it_anew_and_counts_for_nothing_meanwhile() {
        Quiet quiet = Quiet.after(Optional.empty(), AT, "");
        Instant later = AT.plus(Duration.ofMinutes(6));

        assertThat(quiet.lasting(later)).isZero();
        assertThat(Quiet.after(Optional.of(quiet), later, "").lasting(later)).isZero();
    }
}
