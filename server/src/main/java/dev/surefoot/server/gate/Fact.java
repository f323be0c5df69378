package dev.surefoot.server.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fact's value when it was looked at, or why there is none. Absent is never zero or false. */
public sealed interface Fact {
    /** Claims that were looked at and do not count for this fact, each with the reason. */
    List<PassedOver> passedOver();

    /**
     * It is known.
     *
     * @param value of the declared type: {@link Boolean}, {@link Long}, {@link String}, {@link
     *     Duration} or {@link Instant}
     * @param claims what it rests on; empty for what the server knows itself
     * @param lapsesAt when it will be too old to count
     */
    record Known(
            Object value,
            List<ClaimUse> claims,
            List<PassedOver> passedOver,
            Optional<Instant> lapsesAt)
            implements Fact {
        public Known {
            claims = List.copyOf(claims);
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * It is not known.
     *
     * @param why for people, with what to do next; it says times and never ages, since a reason
     *     that changes each second would be recorded each second
     */
    record Absent(String why, List<PassedOver> passedOver) implements Fact {
        public Absent {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** A claim that a fact rests on. */
    record ClaimUse(
            String claim, List<String> raw, Duration age, String trust, Optional<String> via) {
        public ClaimUse {
            raw = List.copyOf(raw);
        }
    }

    /** A claim that does not count, and why. */
    record PassedOver(String claim, String why) {}

    /** Something the server knows itself. */
    static Fact known(Object value) {
        return new Known(value, List.of(), List.of(), Optional.empty());
    }

    /** Not known. */
    static Fact absent(String why) {
        return new Absent(why, List.of());
    }
}
