package dev.surefoot.server.http;

import dev.surefoot.server.identity.WebSession;

import java.util.List;
import java.util.Optional;

/** The pages of a server, and what is shown where none can be. */
public interface Site {
    /** Every page. */
    List<Page> pages();

    /** Who is signed in with the cookie of this value. */
    Optional<WebSession> session(String cookie);

    /** To whoever is not signed in. */
    PageAnswer signIn(PageCall call);

    /** To a form that none of the session's pages has sent. */
    PageAnswer forged(PageCall call);

    /** To somebody whose token has not the role that the page needs. */
    PageAnswer forbidden(PageCall call, Page page);

    /** Where there is no page. */
    PageAnswer missing(PageCall call);

    /** Where the request can't be read ({@code why}), or we could not answer (empty). */
    PageAnswer failed(PageCall call, Optional<String> why);
}
