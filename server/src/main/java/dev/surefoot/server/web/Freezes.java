package dev.surefoot.server.web;

import dev.surefoot.server.identity.Caller;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Starts and ends freezes for the pages. Safe for use by many threads. */
public interface Freezes {
    /**
     * A freeze that holds a place now.
     *
     * @param scope what else it holds, in words
     */
    record Held(String id, String scope, String reason, String by, Instant until) {}

    /** A wish to freeze one service in one environment. */
    record Wish(String service, String environment, String reason, Duration lasts, String actor) {}

    /** What became of it. */
    sealed interface Result {
        /** It is so. */
        record Done() implements Result {}

        /** It can't be so; {@code why} says what to do. */
        record Refused(String why) implements Result {}
    }

    /** Those that hold this service in this environment at {@code at}. */
    List<Held> holding(String service, String environment, Instant at);

    /** Begins one. */
    Result start(Wish wish);

    /** Ends one before its time. */
    Result end(String id, Caller caller);
}
