package dev.surefoot.server.http;

import dev.surefoot.server.identity.Role;

import java.io.IOException;

/**
 * One route of the API.
 *
 * @param method GET, PUT, POST or DELETE
 * @param pattern path with {@code {names}}, for example {@code /api/v1/candidates/{id}}
 * @param least the role that a caller needs in some environment; in which one is for the handler
 */
public record Route(String method, String pattern, Role least, Handler handler) {
    /** Answers one call; a thrown exception becomes a 500 that says nothing about the inside. */
    @FunctionalInterface
    public interface Handler {
        /** Answers {@code call}. */
        Answer handle(Call call) throws IOException;
    }
}
