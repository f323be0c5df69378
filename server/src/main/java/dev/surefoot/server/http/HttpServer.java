package dev.surefoot.server.http;

import dev.surefoot.server.db.Outage;
import dev.surefoot.server.db.Unstorable;
import dev.surefoot.server.identity.Caller;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;

/**
 * Serves routes over HTTP, each call behind a bearer token.
 *
 * <p>Binds to loopback unless told otherwise. Errors are problem+json; an unexpected exception is
 * logged whole and answered with 500 and nothing of the inside, one that means that the database is
 * away with 503 and when to come again.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** Held here, since JUL forgets the level of a logger that nobody holds. */
    private static final java.util.logging.Logger HELIDON = quiet("io.helidon");

    private static final String BEARER = "Bearer ";
    private static final int BACKLOG = 1024;
    private static final int AWAY = 503;
    private static final String RETRY_AFTER_SECONDS = "5";

    private final WebServer server;
    private final String host;

    private HttpServer(WebServer server, String host) {
        this.server = server;
        this.host = host;
    }

    /**
     * What is served.
     *
     * @param callers who holds a token
     * @param replies what was answered to calls with an {@code Idempotency-Key}
     * @param site pages for people beside the routes for programs
     */
    public record Served(
            List<Route> routes,
            Function<String, Optional<Caller>> callers,
            Replies replies,
            Optional<Site> site) {
        public Served {
            routes = List.copyOf(routes);
        }
    }

    /**
     * Starts serving.
     *
     * @param port 0 picks a free one
     * @throws IllegalStateException if the address can't be bound
     */
    public static HttpServer start(String host, int port, Served served) {
        HttpRouting.Builder routing = HttpRouting.builder();
        Optional<PageHandler> pages = served.site().map(PageHandler::new);
        pages.ifPresent(it -> it.register(routing));
        Accepting accepting = new Accepting(served.callers(), new BodyBudget(Route.LARGE_BYTES));
        Idempotency once = new Idempotency(served.replies());
        for (Route route : served.routes()) {
            routing.route(
                    Method.create(route.method()),
                    route.pattern(),
                    handler(route, once, accepting));
        }
        routing.any("/*", (request, response) -> missing(pages, request, response));
        LOG.debug("Helidon logs from {} on", HELIDON.getLevel());
        WebServer server =
                WebServer.builder()
                        .address(address(host))
                        .port(port)
                        .backlog(BACKLOG)
                        .shutdownHook(false)
                        .routing(routing)
                        .build();
        server.start();
        if (!server.isRunning()) { // It only logs a port that it can't have.
            throw new IllegalStateException("it did not start; the log says why");
        }
        return new HttpServer(server, host);
    }

    /**
     * Sees whether one could listen there now, before anything else is started.
     *
     * @throws UncheckedIOException naming the cause if not
     */
    public static void probe(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, BACKLOG, address(host))) {
            LOG.debug("{} is free", socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, for example {@code http://127.0.0.1:7070}. */
    public String url() {
        return "http://" + host + ":" + server.port();
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static java.util.logging.Logger quiet(String name) {
        java.util.logging.Logger logger = java.util.logging.Logger.getLogger(name);
        logger.setLevel(Level.WARNING);
        return logger;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("unknown host to listen on: " + host, e);
        }
    }

    /** Whose calls are taken, and how much of them at once. */
    private record Accepting(Function<String, Optional<Caller>> callers, BodyBudget bodies) {}

    private static Handler handler(Route route, Idempotency once, Accepting accepting) {
        return (request, response) -> {
            Replies.Reply reply = answer(once, route, request, accepting);
            if (reply.status() == AWAY) {
                response.header(HeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
            }
            send(response, reply);
        };
    }

    private static Replies.Reply answer(
            Idempotency once, Route route, ServerRequest request, Accepting accepting) {
        try {
            Optional<Caller> caller = bearer(request).flatMap(accepting.callers());
            if (caller.isEmpty()) {
                return Idempotency.reply(Answer.problem(unauthorized()));
            }
            if (!caller.get().may(route.least())) {
                return Idempotency.reply(
                        Answer.problem(
                                Problem.forbidden(
                                        caller.get(), route.least(), "some environment")));
            }
            Call call =
                    new Call(
                            request,
                            caller.get(),
                            new Call.Limits(route.mostBytes(), accepting.bodies()));
            try {
                return once.handle(route, call, call.wholePath());
            } finally {
                call.done();
            }
        } catch (Call.UnreadableBody e) {
            return Idempotency.reply(
                    Answer.problem(Problem.unreadable(String.valueOf(e.getMessage()))));
        } catch (Call.Busy e) {
            return Idempotency.reply(Answer.problem(busy()));
        } catch (Exception e) {
            if (Unstorable.is(e)) {
                return Idempotency.reply(
                        Answer.problem(
                                Problem.unreadable(
                                        "a text in it contains the character NUL (U+0000)")));
            }
            LOG.error("{} {} failed", route.method(), request.path().path(), e);
            return Idempotency.reply(Answer.problem(Outage.is(e) ? away() : internal()));
        }
    }

    private static Problem busy() {
        return Problem.of(
                AWAY,
                "BUSY",
                "Too much is handed in at once",
                "other large bodies are handled just now, nothing of this one was read: send it"
                        + " again in "
                        + RETRY_AFTER_SECONDS
                        + " s");
    }

    private static Problem away() {
        return Problem.of(
                AWAY,
                "DATABASE_AWAY",
                "The database can't be asked",
                "try again in "
                        + RETRY_AFTER_SECONDS
                        + " s, after a look at what was done. Services and traffic go on meanwhile;"
                        + " leased exposure ends by itself, and a version that you turn down by"
                        + " hand at the router stays down. The server's log has the cause");
    }

    private static Problem internal() {
        return Problem.of(
                500,
                "INTERNAL",
                "Surefoot itself could not",
                "the server's log has the cause; services and traffic go on as they are");
    }

    /** People get a page, programs a problem. */
    private static void missing(
            Optional<PageHandler> pages, ServerRequest request, ServerResponse response)
            throws IOException {
        if (pages.isPresent() && !request.path().path().startsWith("/api/")) {
            pages.get().missing(request, response);
            return;
        }
        send(
                response,
                Answer.problem(
                        Problem.missing(
                                "route",
                                request.prologue().method().text() + " " + request.path().path(),
                                "see the API's documentation")));
    }

    private static Optional<String> bearer(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private static Problem unauthorized() {
        return Problem.of(
                401,
                "UNAUTHORIZED",
                "No valid token",
                "send 'Authorization: Bearer TOKEN'; the first token lies in the file 'token'"
                        + " of the server's data directory");
    }

    private static void send(ServerResponse response, Answer answer) {
        send(response, Idempotency.reply(answer));
    }

    private static void send(ServerResponse response, Replies.Reply reply) {
        response.status(reply.status());
        reply.etag().ifPresent(version -> response.header(HeaderNames.ETAG, "\"" + version + "\""));
        if (reply.body().isEmpty()) {
            response.send();
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        response.send(reply.body().getBytes(StandardCharsets.UTF_8));
    }
}
