package dev.surefoot.server.http;

import dev.surefoot.server.identity.Caller;
import dev.surefoot.server.identity.Role;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** One authenticated request. Not safe for use by many threads; its body can be read once. */
public final class Call {
    /** Of a body that is refused so much is read and thrown away, so that the answer arrives. */
    private static final long MOST_DRAINED = 256L << 20;

    private final ServerRequest request;
    private final Caller caller;
    private final Limits limits;
    private Optional<byte[]> whole = Optional.empty();
    private long taken;

    Call(ServerRequest request, Caller caller, Limits limits) {
        this.request = request;
        this.caller = caller;
        this.limits = limits;
    }

    /** Who asks. */
    public Caller caller() {
        return caller;
    }

    /** The path and query as they were sent. */
    String wholePath() {
        return request.prologue().uriPath().rawPath() + "?" + request.prologue().query().rawValue();
    }

    /** The decoded part of the path that the pattern calls {@code name}. */
    public String path(String name) {
        return text(name, request.path().pathParameters().get(name));
    }

    /** The first query parameter of this name. */
    public Optional<String> query(String name) {
        return request.query().first(name).asOptional().map(value -> text(name, value));
    }

    /** No name, id or number has such characters, and the database can't hold all of them. */
    static String text(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new UnreadableBody("'" + name + "' contains a control character");
        }
        return value;
    }

    /** The first header of this name, without blanks around it. */
    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name)).map(String::strip);
    }

    /**
     * Why the caller may not do this in {@code environment}; empty if it may.
     *
     * @param least the role that it needs there
     */
    public Optional<Answer> refusedIn(String environment, Role least) {
        return caller.mayIn(environment, least)
                ? Optional.empty()
                : Optional.of(Answer.problem(Problem.forbidden(caller, least, environment)));
    }

    /** Why the caller may not do what concerns every environment; empty if it may. */
    public Optional<Answer> refusedEverywhere(Role least) {
        return caller.mayEverywhere(least)
                ? Optional.empty()
                : Optional.of(Answer.problem(Problem.forbidden(caller, least, "every one")));
    }

    /**
     * Whether the caller changes what it has seen: its {@code If-Match} names another version than
     * {@code current}.
     *
     * @return 412 if so; empty if the versions are the same, or it named none
     */
    public Optional<Answer> outdated(String current) {
        return header("If-Match")
                .filter(seen -> !seen.equals("*") && !seen.equals("\"" + current + "\""))
                .map(
                        seen ->
                                Answer.problem(
                                        Problem.of(
                                                412,
                                                "CHANGED_MEANWHILE",
                                                "Somebody changed it meanwhile",
                                                "If-Match is "
                                                        + seen
                                                        + ", the version now is \""
                                                        + current
                                                        + "\": look at it again first")));
    }

    /**
     * Reads the whole body, so that it can be both hashed and handled.
     *
     * @throws UnreadableBody if it is larger than the route allows
     * @throws Busy if too much is held already
     */
    byte[] readWhole() throws IOException {
        if (whole.isPresent()) {
            return whole.get();
        }
        InputStream body = stream();
        byte[] start = body.readNBytes(BodyBudget.FREE_BYTES + 1);
        byte[] bytes = start.length > BodyBudget.FREE_BYTES ? large(start, body) : start;
        whole = Optional.of(bytes);
        return bytes;
    }

    private byte[] large(byte[] start, InputStream body) throws IOException {
        long announced = request.headers().contentLength().orElse(limits.mostBytes());
        if (announced > limits.mostBytes()) {
            drain(body);
            throw tooLarge();
        }
        if (!limits.budget().take(announced)) {
            drain(body);
            throw new Busy();
        }
        taken = announced;
        byte[] bytes = Arrays.copyOf(start, (int) Math.max(announced, start.length));
        int read = start.length;
        int now;
        while (read < bytes.length && (now = body.read(bytes, read, bytes.length - read)) >= 0) {
            read += now;
        }
        if (read == bytes.length && body.read() >= 0) {
            drain(body);
            throw tooLarge();
        }
        return read == bytes.length ? bytes : Arrays.copyOf(bytes, read);
    }

    private static void drain(InputStream body) throws IOException {
        byte[] nothing = new byte[8 << 10];
        long drained = 0;
        int now;
        while (drained < MOST_DRAINED && (now = body.read(nothing)) >= 0) {
            drained += now;
        }
    }

    private UnreadableBody tooLarge() {
        return new UnreadableBody(
                "the body is larger than "
                        + limits.mostBytes()
                        + " bytes: send what it carries in several calls");
    }

    /** Gives back what {@link #readWhole} took. */
    void done() {
        if (taken > 0) {
            limits.budget().giveBack(taken);
            taken = 0;
        }
    }

    /** How large a body may be, and what all of them together may take. */
    record Limits(int mostBytes, BodyBudget budget) {}

    /** The body as it comes; empty if there is none. */
    public InputStream stream() {
        if (whole.isPresent()) {
            return new ByteArrayInputStream(whole.get());
        }
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
        return Body.read(readWhole(), type);
    }

    /**
     * The body as JSON, or {@code unsaid} where there is none.
     *
     * @throws UnreadableBody naming what can't be read
     */
    public <T> T jsonOr(T unsaid) throws IOException {
        byte[] bytes = readWhole();
        if (bytes.length == 0) {
            return unsaid;
        }
        @SuppressWarnings("unchecked") // A record is its own class; nothing extends one.
        Class<T> type = (Class<T>) unsaid.getClass();
        return Body.read(bytes, type);
    }

    /** Too many large bodies are handled; answered with 503. */
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The body is not what the route expects; answered with 400. */
    static final class UnreadableBody extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableBody(String message) {
            super(message);
        }
    }
}
