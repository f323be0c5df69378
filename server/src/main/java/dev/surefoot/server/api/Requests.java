package dev.surefoot.server.api;

import dev.surefoot.server.candidate.SourceHistory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bodies that callers send. */
public final class Requests {
    private Requests() {}

    /**
     * A policy, as its YAML text.
     *
     * @param files the key files that it names, by path as named there; text
     */
    public record ApplyPolicy(String file, String text, Optional<Map<String, String>> files) {}

    /**
     * A service's definition, as its YAML text.
     *
     * @param configs the configuration files it names, by path as named there; Base64
     */
    public record ApplyService(String file, String text, Map<String, String> configs) {}

    /** Reports about an artifact; contents in Base64. */
    public record SubmitEvidence(
            List<File> files, Optional<String> suite, Optional<Instant> databaseAsOf) {
        /** One report. */
        public record File(String name, String content) {}
    }

    /**
     * A new candidate.
     *
     * @param schema the digest of its bundle of migrations, sent before as an artifact; empty: it
     *     brings none
     * @param history what git says of its source; empty: nobody asked it
     */
    public record CreateCandidate(
            String service,
            String artifact,
            String repository,
            String commit,
            Optional<String> schema,
            Optional<SourceHistory> history) {}

    /**
     * A new promotion.
     *
     * @param candidate its id or the end of it; empty: the newest of the service
     */
    public record CreatePromotion(
            String service, String environment, Optional<String> candidate, boolean first) {}

    /**
     * A freeze that is to begin; what is not named is meant in full.
     *
     * @param until when it ends by itself, at most seven days from now
     */
    public record StartFreeze(
            Optional<String> service,
            Optional<String> environment,
            Optional<String> digest,
            String reason,
            Instant until) {}

    /**
     * A token that is to be.
     *
     * @param grants {@code ROLE} or {@code ROLE@ENVIRONMENT}
     * @param person whose personal token it is: an e-mail address
     */
    public record CreateToken(String name, List<String> grants, Optional<String> person) {}

    /**
     * What somebody says to a promotion that asks.
     *
     * @param answer {@code GO_ON} or {@code GO_BACK}
     */
    public record Answer(String answer, String reason) {}

    /** A wish to go back; in a hurry nobody has to say why, nor send a body. */
    public record Rollback(Optional<String> reason) {
        static final Rollback UNSAID = new Rollback(Optional.empty());
    }
}
