package dev.surefoot.server.traffic;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Exposure that ends by itself: the split's share for the other slot holds for {@code ttl} from
 * each renewal of {@code id}. Then new requests go to the primary slot by the data plane itself.
 *
 * @param id used once: after it has lapsed or another one was applied, take a new one
 */
public record Lease(String id, Duration ttl) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,62}");
    private static final Duration LONGEST = Duration.ofDays(1);

    public Lease {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "lease id " + id + " must be 1 to 63 letters, digits, ':', '.', '_' and '-'");
        }
        if (ttl.toMillis() < 1 || ttl.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("lease of " + ttl + " must be 1 ms to 1 d");
        }
    }
}
