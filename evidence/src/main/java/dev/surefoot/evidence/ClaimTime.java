package dev.surefoot.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * When a claim was made, as far as that can be believed.
 *
 * @param claimedAt the stated time, or the receipt where none is stated or it lies ahead
 * @param stated the time inside the document, if it is a point in time
 * @param source {@code document}, {@code receipt}, or why the receipt had to stand in
 */
record ClaimTime(Instant claimedAt, Optional<Instant> stated, String source) {
    static ClaimTime of(Optional<Instant> stated, boolean zoneless, Instant receivedAt) {
        if (stated.isEmpty()) {
            String source = zoneless ? "receipt: the stated time has no zone" : "receipt";
            return new ClaimTime(receivedAt, stated, source);
        }
        if (StatedTime.isAhead(stated.get(), receivedAt)) {
            // As it is, it would stay the latest claim until that time comes.
            return new ClaimTime(receivedAt, stated, "receipt: the stated time lies ahead");
        }
        return new ClaimTime(stated.get(), stated, "document");
    }

    boolean isAhead(Instant receivedAt) {
        return stated.map(time -> StatedTime.isAhead(time, receivedAt)).orElse(false);
    }

    void addTo(SortedMap<String, String> labels) {
        labels.put("claimed_at_from", source);
        stated.ifPresent(time -> labels.put("stated_at", time.toString()));
    }
}
