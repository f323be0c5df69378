package dev.surefoot.judge;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** How times and counts are written into a state's bytes. */
final class Saved {
    private Saved() {}

    static void put(ByteBuffer to, Instant time) {
        to.putLong(time.getEpochSecond()).putInt(time.getNano());
    }

    static void put(ByteBuffer to, Duration time) {
        to.putLong(time.getSeconds()).putInt(time.getNano());
    }

    static void put(ByteBuffer to, Evidence.Tally tally) {
        to.putLong(tally.requests()).putLong(tally.errors());
    }

    static Instant instant(ByteBuffer from) {
        return Instant.ofEpochSecond(from.getLong(), from.getInt());
    }

    static Duration duration(ByteBuffer from) {
        return Duration.ofSeconds(from.getLong(), from.getInt());
    }

    static Evidence.Tally tally(ByteBuffer from) {
        return new Evidence.Tally(from.getLong(), from.getLong());
    }
}
