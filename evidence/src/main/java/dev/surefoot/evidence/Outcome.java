package dev.surefoot.evidence;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a claim says, before it is tied to a submission. Mutable only while it is built.
 *
 * @param result the result
 * @param reason why it is an error
 * @param counts integers by name
 * @param labels texts by name
 */
record Outcome(
        ClaimResult result,
        Optional<ErrorReason> reason,
        SortedMap<String, Long> counts,
        SortedMap<String, String> labels) {
    static Outcome of(ClaimResult result, SortedMap<String, Long> counts) {
        return new Outcome(result, Optional.empty(), counts, new TreeMap<>());
    }

    static Outcome error(ErrorReason reason, String detail, SortedMap<String, Long> counts) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("detail", detail);
        return new Outcome(ClaimResult.ERROR, Optional.of(reason), counts, labels);
    }
}
