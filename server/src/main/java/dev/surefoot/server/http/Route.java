package dev.surefoot.server.http;

import java.io.IOException;

/**
 * One route of the API.
 *
 * @param method GET, PUT, POST or DELETE
 * @param pattern path with {@code {names}}, for example {@code /api/v1/candidates/{id}}
 */
public record Route(String method, String pattern, Handler handler) {
    /** Answers one call; a thrown exception becomes a 500 that says nothing about the inside. */
    @FunctionalInterface
    public interface Handler {
        /** Answers {@code call}. */
        Answer handle(Call call) throws IOException;
    }
}
