package dev.surefoot.server.environment;

import dev.surefoot.server.time.Spans;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations ({@code 500ms 10s 5m 2h 30d}) and shares ({@code 5%}); both need their unit. */
final class Units {
    /** The longest duration that is accepted anywhere. */
    static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,2})?)%");
    private static final BigDecimal ALL = new BigDecimal(100);

    private Units() {}

    /** The duration that this says. */
    static Optional<Duration> duration(String text) {
        return Spans.parse(text);
    }

    /** The share that this says, exact to a basis point. */
    static Optional<Share> share(String text) {
        Matcher matcher = SHARE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal percent = new BigDecimal(matcher.group(1));
        return percent.compareTo(ALL) > 0
                ? Optional.empty()
                : Optional.of(new Share(percent.movePointRight(2).intValueExact()));
    }
}
