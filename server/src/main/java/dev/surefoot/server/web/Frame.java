package dev.surefoot.server.web;

import dev.surefoot.server.identity.WebSession;

import java.util.Optional;

/**
 * What surrounds every page.
 *
 * @param title for the browser's tab
 * @param session who is signed in
 * @param live where the page's events come from; empty for a page that stands still
 * @param assets the folder of style sheets and scripts
 */
public record Frame(
        String title, Optional<WebSession> session, Optional<String> live, String assets) {
    /** What every form carries. */
    public String formToken() {
        return session.map(WebSession::formToken).orElse("");
    }

    /** Who is signed in, for people. */
    public String name() {
        return session.map(it -> it.caller().name()).orElse("");
    }
}
