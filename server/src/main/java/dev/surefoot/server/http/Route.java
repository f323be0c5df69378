package dev.surefoot.server.http;

import dev.surefoot.server.identity.Role;

import java.io.IOException;

/**
 * One route of the API.
 *
 * @param method GET, PUT, POST or DELETE
 * @param pattern path with {@code {names}}, for example {@code /api/v1/candidates/{id}}
 * @param least the role that a caller needs in some environment; in which one is for the handler
 * @param mostBytes what a body that is read as JSON may have
 */
public record Route(String method, String pattern, Role least, Handler handler, int mostBytes) {
    /** What a body may have where its route says nothing else. */
    public static final int USUAL_BYTES = 8 << 20;

    /** What a body may have that carries files. */
    public static final int LARGE_BYTES = 32 << 20;

    /** A route whose bodies are of the usual size. */
    public Route(String method, String pattern, Role least, Handler handler) {
        this(method, pattern, least, handler, USUAL_BYTES);
    }

    /** Answers one call; a thrown exception becomes a 500 that says nothing about the inside. */
    @FunctionalInterface
    public interface Handler {
        /** Answers {@code call}. */
        Answer handle(Call call) throws IOException;
    }
}
