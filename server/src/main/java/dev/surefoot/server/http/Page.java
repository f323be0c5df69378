package dev.surefoot.server.http;

import java.io.IOException;

/**
 * One route of the pages.
 *
 * @param method GET or POST
 * @param pattern path with {@code {names}}
 */
public record Page(String method, String pattern, Access access, Handler handler) {
    /** Who may ask. */
    public enum Access {
        /** Also those who are not signed in. */
        ANYBODY,
        /** Those who are signed in; a POST must also carry the session's form token. */
        SIGNED_IN
    }

    /** Answers one request. */
    @FunctionalInterface
    public interface Handler {
        /** Answers {@code call}. */
        PageAnswer handle(PageCall call) throws IOException;
    }
}
