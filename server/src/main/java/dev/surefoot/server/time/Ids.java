package dev.surefoot.server.time;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes time-ordered ids (UUID version 7, RFC 9562). Safe for use by many threads. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id whose first 48 bits are {@code at} in milliseconds since the epoch. */
    public static UUID newId(Instant at) {
        long millis = at.toEpochMilli() & 0xFFFF_FFFF_FFFFL;
        long randomA = RANDOM.nextLong() & 0x0FFFL;
        long randomB = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new UUID(millis << 16 | 0x7000L | randomA, 0x8000_0000_0000_0000L | randomB);
    }

    /**
     * The form that people read: the last eight hex digits. Ids made in one second share their
     * beginning, so the end tells them apart.
     */
    public static String brief(UUID id) {
        String text = id.toString();
        return text.substring(text.length() - 8);
    }
}
