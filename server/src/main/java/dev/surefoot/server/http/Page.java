package dev.surefoot.server.http;

import dev.surefoot.server.identity.Role;

import java.io.IOException;

/**
 * One route of the pages.
 *
 * @param method GET or POST
 * @param pattern path with {@code {names}}
 * @param least the role that somebody signed in needs: in the path's environment for whatever is
 *     more than looking
 */
public record Page(String method, String pattern, Access access, Role least, Handler handler) {
    /** A page for looking. */
    public Page(String method, String pattern, Access access, Handler handler) {
        this(method, pattern, access, Role.VIEWER, handler);
    }

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
