package dev.surefoot.server.freeze;

import dev.surefoot.server.time.Spans;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Nothing that {@code scope} covers starts or grows until {@code until}.
 *
 * @param reason for everybody who is held up by it
 * @param ended when somebody ended it before its time
 */
public record Freeze(
        UUID id,
        FreezeScope scope,
        String reason,
        String startedBy,
        Instant startedAt,
        Instant until,
        Optional<Ended> ended) {
    /** The longest there is: whoever needs more says so again. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final int LONGEST_REASON = 500;

    /** Who ended it, and when. */
    public record Ended(String by, Instant at) {}

    /** Whether it holds at {@code at}. */
    public boolean holds(Instant at) {
        return ended.isEmpty() && !at.isBefore(startedAt) && at.isBefore(until);
    }

    /** For people who wait because of it. */
    public String words() {
        return "the freeze of "
                + scope.words()
                + " by "
                + startedBy
                + " until "
                + until
                + " ("
                + reason
                + ")";
    }

    /** What is wrong with it, with what to do; empty if nothing is. */
    Optional<String> problem() {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            return Optional.of(
                    "the reason has "
                            + reason.strip().length()
                            + " characters: say why in 1 to "
                            + LONGEST_REASON);
        }
        Duration length = Duration.between(startedAt, until);
        if (length.isNegative() || length.isZero()) {
            return Optional.of("until " + until + " is over already: name a later time");
        }
        if (length.compareTo(LONGEST) > 0) {
            return Optional.of(
                    "until "
                            + until
                            + " is more than "
                            + Spans.words(LONGEST)
                            + " away: a freeze ends by itself; begin another when it does");
        }
        return Optional.empty();
    }
}
