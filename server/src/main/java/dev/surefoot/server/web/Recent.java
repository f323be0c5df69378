package dev.surefoot.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Remembers for most of a second what a look has given, so that many open pages cost one look. Safe
 * for use by many threads; one looks while the others wait for it.
 */
final class Recent<K> {
    private static final Duration GOOD_FOR = Duration.ofMillis(900);
    private static final int MANY = 256;

    private final InstantSource clock;
    private final ConcurrentMap<K, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Instant at, Live.Shown shown) {}

    Recent(InstantSource clock) {
        this.clock = clock;
    }

    Live.Shown get(K key, Supplier<Live.Shown> look) {
        Instant now = clock.instant();
        if (kept.size() > MANY) {
            kept.values().removeIf(it -> !fresh(it, now));
        }
        return kept.compute(
                        key,
                        (same, before) ->
                                before != null && fresh(before, now)
                                        ? before
                                        : new Kept(now, look.get()))
                .shown();
    }

    private static boolean fresh(Kept it, Instant now) {
        return now.isBefore(it.at().plus(GOOD_FOR)) && !now.isBefore(it.at());
    }
}
