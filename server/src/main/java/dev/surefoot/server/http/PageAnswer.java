package dev.surefoot.server.http;

import java.time.Duration;
import java.util.Optional;

/** What a page's route answers. */
public sealed interface PageAnswer {
    /** A page; never kept by caches. */
    record Html(int status, String text) implements PageAnswer {}

    /** On to another page of ours (303), which sets or ends the session's cookie on the way. */
    record Redirect(String path, Optional<Cookie> cookie) implements PageAnswer {
        /** On to {@code path}. */
        public static Redirect to(String path) {
            return new Redirect(path, Optional.empty());
        }
    }

    /** A file whose path changes with its content, so that it is kept for ever. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record File(String contentType, byte[] bytes) implements PageAnswer {}

    /** A stream of events that goes on until either side has enough. */
    record Events(Stream stream) implements PageAnswer {}

    /** The session's cookie; an age of zero ends it. */
    record Cookie(String value, Duration age) {}

    /** Writes events. */
    @FunctionalInterface
    interface Stream {
        /**
         * Writes until there is no more to say, or the thread is interrupted.
         *
         * @throws java.io.IOException when the reader has gone
         */
        void write(EventSink sink) throws java.io.IOException, InterruptedException;
    }
}
