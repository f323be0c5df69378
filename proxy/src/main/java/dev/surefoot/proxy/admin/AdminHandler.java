package dev.surefoot.proxy.admin;

import dev.surefoot.proxy.route.Json;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * HTTP around {@link AdminApi}: bearer token, bounded body, JSON. Calls run on the executor, never
 * on an I/O thread, which serve users. Thread-safe.
 */
public final class AdminHandler implements HttpHandler {
    private static final int MAX_BODY = 1 << 20;
    private static final String ROOT = "/v1/";

    private final AdminApi api;
    private final byte[] authorization;
    private final Executor executor;

    /** Lets in who presents the token. */
    public AdminHandler(AdminApi api, String token, Executor executor) {
        this.api = api;
        this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        this.executor = executor;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!authorized(exchange)) {
            exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer");
            send(
                    exchange,
                    Answer.error(
                            StatusCodes.UNAUTHORIZED,
                            "UNAUTHORIZED",
                            "send the content of the directory's file \"token\" as bearer token"));
            return;
        }
        if (exchange.getRequestContentLength() > MAX_BODY) {
            tooLarge(exchange);
            return;
        }
        exchange.getRequestReceiver().setMaxBufferSize(MAX_BODY);
        exchange.getRequestReceiver()
                .receiveFullString(
                        (same, body) -> same.dispatch(executor, () -> answer(same, body)),
                        (same, e) -> tooLarge(same),
                        StandardCharsets.UTF_8);
    }

    private void answer(HttpServerExchange exchange, String body) {
        String path = exchange.getRequestPath();
        if (!path.startsWith(ROOT)) {
            send(exchange, Answer.notFound("paths begin with " + ROOT + ", this is " + path));
            return;
        }
        List<String> segments = Arrays.asList(path.substring(ROOT.length()).split("/", -1));
        Deque<String> tokens = exchange.getQueryParameters().get("token");
        @Nullable String token = tokens == null ? null : tokens.peekFirst();
        String method = exchange.getRequestMethod().toString();
        send(exchange, api.answer(new AdminApi.Call(method, segments, token, body)));
    }

    private boolean authorized(HttpServerExchange exchange) {
        String sent = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        // Compared in constant time: how far a guess is right must not be measurable.
        return sent != null
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), authorization);
    }

    private static void tooLarge(HttpServerExchange exchange) {
        send(
                exchange,
                Answer.error(
                        StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                        "TOO_LARGE",
                        "the body has more than " + MAX_BODY + " bytes"));
    }

    private static void send(HttpServerExchange exchange, Answer answer) {
        exchange.setStatusCode(answer.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender()
                .send(ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(answer.body())));
    }
}
