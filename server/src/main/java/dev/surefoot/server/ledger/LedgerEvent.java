package dev.surefoot.server.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened: what, when, by whom, and its details (strings, integers, booleans, lists
 * and maps of these).
 *
 * @param type dotted name, for example {@code promotion.moved}
 * @param actor who caused it: a token's name, or {@code surefoot} for the server itself
 */
public record LedgerEvent(String type, Instant at, String actor, Map<String, ?> details) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public LedgerEvent {
        details = Map.copyOf(details);
    }

    /** The bytes that are stored and hashed. */
    byte[] canonicalBytes() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("v", 1);
        all.put("type", type);
        all.put("at", MILLIS.format(at));
        all.put("actor", actor);
        all.put("details", details);
        return CanonicalJson.write(all);
    }
}
