package dev.surefoot.server.http;

import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.json.Json;

import io.helidon.webserver.http.ServerRequest;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One authenticated request. Not safe for use by many threads; its body can be read once. */
public final class Call {
    private static final int MAX_JSON_BYTES = 96 * 1024 * 1024;

    private final ServerRequest request;
    private final Caller caller;

    Call(ServerRequest request, Caller caller) {
        this.request = request;
        this.caller = caller;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The decoded part of the path that the pattern calls {@code name}. */
    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** The first query parameter of this name. */
    public Optional<String> query(String name) {
        return request.query().first(name).asOptional();
    }

    /** The body as it comes; empty if there is none. */
    public InputStream stream() {
        return request.content().hasEntity()
                ? request.content().inputStream()
                : InputStream.nullInputStream();
    }

    /**
     * The body as JSON.
     *
     * @throws UnreadableBody naming what can't be read
     */
    public <T> T json(Class<T> type) throws IOException {
        byte[] bytes = stream().readNBytes(MAX_JSON_BYTES + 1);
        if (bytes.length > MAX_JSON_BYTES) {
            throw new UnreadableBody("the body is larger than " + MAX_JSON_BYTES + " bytes");
        }
        if (bytes.length == 0) {
            throw new UnreadableBody("the body is empty; expected JSON");
        }
        try {
            return Json.MAPPER.readValue(bytes, type);
        } catch (JacksonException e) {
            throw new UnreadableBody(e.getOriginalMessage());
        }
    }

    /** The body is not what the route expects; answered with 400. */
    static final class UnreadableBody extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableBody(String message) {
            super(message);
        }
    }
}
