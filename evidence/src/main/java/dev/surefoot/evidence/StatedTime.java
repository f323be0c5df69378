package dev.surefoot.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Times that foreign documents state. Only one with a zone is a point in time; a time without one
 * stays unknown, since guessing a zone could make old evidence look fresh.
 */
final class StatedTime {
    /** How far the clock of another machine may be ahead of ours. */
    static final java.time.Duration TOLERANCE = java.time.Duration.ofMinutes(5);

    // Four-digit years alone, so that every instant fits where it is stored.
    private static final Pattern WITH_ZONE =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)");

    private StatedTime() {}

    static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        if (!WITH_ZONE.matcher(stripped).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(stripped).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static boolean isAhead(Instant stated, Instant receivedAt) {
        return stated.isAfter(receivedAt.plus(TOLERANCE));
    }
}
