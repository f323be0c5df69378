package dev.surefoot.server.api;

import dev.surefoot.server.api.CandidateView.ClaimView;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Small bodies that the API answers with. */
public final class Answers {
    private Answers() {}

    /** What an apply did. */
    public record Applied(String kind, String name, long version, boolean changed) {}

    /** An artifact that is here now. */
    public record Stored(String digest, long size, boolean isNew) {}

    /**
     * Evidence that was read.
     *
     * @param claims what it says; whether each counts is by all that is known of the artifact
     * @param receipts what of it is new, one for each claim
     */
    public record EvidenceStored(
            String digest,
            List<ClaimView> claims,
            List<ClaimReceipt> receipts,
            List<FileView> files) {
        public EvidenceStored {
            claims = List.copyOf(claims);
            receipts = List.copyOf(receipts);
            files = List.copyOf(files);
        }

        /** What became of a claim; empty if none has this id. */
        public Optional<ClaimReceipt> receipt(String claim) {
            return receipts.stream().filter(each -> each.claim().equals(claim)).findFirst();
        }
    }

    /**
     * What became of one claim.
     *
     * @param isNew whether it was stored now; if not, the same claim was here already, and neither
     *     its time nor its submitter changed
     * @param since when it was first received
     */
    public record ClaimReceipt(String claim, boolean isNew, Instant since) {}

    /** How one file was read. */
    public record FileView(String file, String format, List<String> problems) {}

    /** Promotions, newest first. */
    public record Promotions(List<PromotionView> promotions) {
        public Promotions {
            promotions = List.copyOf(promotions);
        }
    }

    /** A candidate in a list. */
    public record CandidateBrief(
            String id,
            String artifact,
            String repository,
            String commit,
            Instant createdAt,
            String createdBy) {}

    /** Candidates of a service, newest first. */
    public record Candidates(List<CandidateBrief> candidates) {
        public Candidates {
            candidates = List.copyOf(candidates);
        }
    }

    /** A policy or a service's definition as it was applied. */
    public record Definition(
            String kind,
            String name,
            long version,
            String digest,
            String text,
            Instant appliedAt,
            String appliedBy) {}

    /** A token that was just made; its text is nowhere else. */
    public record TokenMade(String name, List<String> grants, String token) {
        public TokenMade {
            grants = List.copyOf(grants);
        }
    }

    /** What is known about a token. */
    public record TokenView(
            String name,
            List<String> grants,
            Optional<String> person,
            Instant createdAt,
            Optional<Instant> revokedAt) {
        public TokenView {
            grants = List.copyOf(grants);
        }
    }

    /** Every token. */
    public record Tokens(List<TokenView> tokens) {
        public Tokens {
            tokens = List.copyOf(tokens);
        }
    }

    /** The server is up. */
    public record Health(String version, String database) {}
}
