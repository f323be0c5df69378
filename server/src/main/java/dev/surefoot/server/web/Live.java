package dev.surefoot.server.web;

import dev.surefoot.server.http.EventSink;
import dev.surefoot.server.http.PageAnswer;
import dev.surefoot.server.json.Json;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Keeps open pages up to date: looks each second and sends the parts that have changed; a beat says
 * that nothing has. A stream starts with everything, so a page that comes back after an absence is
 * whole again at once; it ends after five minutes, and the browser's return is checked anew.
 *
 * <p>Safe for use by many threads; each stream keeps the one that writes it.
 */
final class Live {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LASTS = Duration.ofMinutes(5);
    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);
    private static final Duration COME_BACK_WHEN_FULL = Duration.ofSeconds(15);
    private static final int MOST_STREAMS = 200;

    private final InstantSource clock;
    private final Semaphore free = new Semaphore(MOST_STREAMS);

    Live(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * What a page shows now.
     *
     * @param parts HTML by the id of the element that holds it
     * @param curve what the charts draw, as JSON
     */
    record Shown(Map<String, String> parts, Optional<String> curve) {
        Shown {
            parts = Map.copyOf(parts);
        }
    }

    /** A stream of what {@code look} says. */
    PageAnswer follow(Supplier<Shown> look) {
        return new PageAnswer.Events(sink -> write(sink, look));
    }

    private void write(EventSink sink, Supplier<Shown> look)
            throws IOException, InterruptedException {
        if (!free.tryAcquire()) {
            sink.retry(COME_BACK_WHEN_FULL);
            return;
        }
        try {
            sink.retry(COME_BACK_AFTER);
            Instant end = clock.instant().plus(LASTS);
            Shown sent = new Shown(Map.of(), Optional.empty());
            while (clock.instant().isBefore(end)) {
                Shown shown = look.get();
                send(sink, sent, shown);
                sent = shown;
                Thread.sleep(BETWEEN_LOOKS);
            }
        } finally {
            free.release();
        }
    }

    private void send(EventSink sink, Shown before, Shown now) throws IOException {
        Map<String, String> changed = new HashMap<>(now.parts());
        changed.entrySet().removeAll(before.parts().entrySet());
        boolean drawn = now.curve().isPresent() && !now.curve().equals(before.curve());
        String at = Text.clock(clock.instant());
        if (changed.isEmpty() && !drawn) {
            sink.event("beat", at);
            return;
        }
        Map<String, Object> update = new HashMap<>(Map.of("at", at, "parts", changed));
        if (drawn) {
            update.put("curve", now.curve().orElseThrow());
        }
        sink.event("update", Json.MAPPER.writeValueAsString(update));
    }
}
