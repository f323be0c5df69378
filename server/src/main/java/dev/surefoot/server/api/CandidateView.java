package dev.surefoot.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A candidate, what was found out about it, and where it went. */
public record CandidateView(
        String id,
        String service,
        String artifact,
        String repository,
        String commit,
        Optional<String> schema,
        Instant createdAt,
        String createdBy,
        List<ClaimView> claims,
        List<PromotionBrief> promotions) {
    /**
     * One claim.
     *
     * @param signer the identity whose signature was verified when it came in
     * @param counts whether it is the one that counts; {@code why} says why not
     */
    public record ClaimView(
            String id,
            String kind,
            String suite,
            String tool,
            String result,
            String reason,
            SortedMap<String, Long> measures,
            Instant claimedAt,
            String trust,
            Optional<String> signer,
            String submitter,
            boolean counts,
            String why) {}

    /** One promotion of it. */
    public record PromotionBrief(String id, String environment, String state, Instant since) {}
}
