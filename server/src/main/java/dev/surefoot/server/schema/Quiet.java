package dev.surefoot.server.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when nobody but the new version was seen at a database. A gap in looking begins it anew: an
 * unseen session is not a session that was not there.
 *
 * @param since when the quiet began; empty: somebody else is there, or nobody looked
 * @param looked the last look
 * @param others who was seen last, for people; empty if nobody
 */
public record Quiet(Optional<Instant> since, Instant looked, String others) {
    /** Looking less often than that is not looking. */
    static final Duration MOST_GAP = Duration.ofMinutes(5);

    /** After one more look, at which {@code others} were there besides the new version. */
    static Quiet after(Optional<Quiet> before, Instant at, String others) {
        if (!others.isEmpty()) {
            return new Quiet(Optional.empty(), at, others);
        }
        boolean unbroken = before.isPresent() && !before.get().looked().plus(MOST_GAP).isBefore(at);
        return new Quiet(Optional.of(unbroken ? before.get().since().orElse(at) : at), at, "");
    }

    /** How long it has been quiet at {@code at}. */
    public Duration lasting(Instant at) {
        return looked.plus(MOST_GAP).isBefore(at)
                ? Duration.ZERO
                : since.map(from -> Duration.between(from, at)).orElse(Duration.ZERO);
    }
}
