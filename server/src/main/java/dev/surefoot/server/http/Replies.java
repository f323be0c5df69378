package dev.surefoot.server.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Answers that were given to calls with an {@code Idempotency-Key}, so that the same call sent
 * again gets the same answer and nothing is done twice. Safe for use by many threads.
 */
public interface Replies {
    /** How long an answer is kept. */
    Duration KEPT = Duration.ofHours(24);

    /**
     * One call.
     *
     * @param caller its token's name: two callers' keys have nothing to do with each other
     * @param key what the caller sent
     * @param request hash of method, path and body, in hex
     */
    record Key(String caller, String key, String request) {}

    /** An answer as it was sent; no body is an empty one. */
    record Reply(int status, String contentType, String body, Optional<String> etag) {}

    /** What is known of a call. */
    sealed interface Known {
        /** It is the first of its key: handle it, then {@link #finish}. */
        record First() implements Known {}

        /** It was answered already. */
        record Answered(Reply reply) implements Known {}

        /** The key was used for another call. */
        record OtherCall() implements Known {}

        /** It has begun and has no answer: it is under way, or the server ended in the middle. */
        record UnderWay() implements Known {}
    }

    /** Looks a call up, and notes it if it is the first of its key. */
    Known begin(Key key);

    /** Keeps the answer to a call that {@link #begin} called the first. */
    void finish(Key key, Reply reply);
}
