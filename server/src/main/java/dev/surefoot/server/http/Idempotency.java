package dev.surefoot.server.http;

import dev.surefoot.server.http.Replies.Known;
import dev.surefoot.server.json.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Handles a call once, however often it is sent with the same {@code Idempotency-Key}.
 *
 * <p>If the table of answers cannot be reached, the call is handled as if it had no key: a rollback
 * must not wait for a database.
 */
final class Idempotency {
    private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private final Replies replies;

    Idempotency(Replies replies) {
        this.replies = replies;
    }

    /** Handles {@code call} of {@code route}, or repeats what was answered before. */
    Replies.Reply handle(Route route, Call call, String path) throws IOException {
        Optional<String> key =
                route.method().equals("POST") ? call.header(HEADER) : Optional.empty();
        if (key.isEmpty()) {
            return reply(route.handler().handle(call));
        }
        if (key.get().isEmpty() || key.get().length() > LONGEST) {
            return reply(
                    Answer.problem(
                            Problem.unreadable(
                                    HEADER
                                            + " has "
                                            + key.get().length()
                                            + " characters: send 1 to "
                                            + LONGEST)));
        }
        Replies.Key whole =
                new Replies.Key(
                        call.caller().name(), key.get(), hash(route, path, call.readWhole()));
        return switch (begin(whole)) {
            case Known.First first -> first(route, call, whole);
            case Known.Answered(Replies.Reply before) -> before;
            case Known.OtherCall other ->
                    reply(
                            Answer.problem(
                                    Problem.of(
                                            422,
                                            "IDEMPOTENCY_KEY_REUSED",
                                            "The key belongs to another call",
                                            HEADER
                                                    + " "
                                                    + key.get()
                                                    + " was sent with another path or body: take"
                                                    + " a new key for a new wish")));
            case Known.UnderWay underWay ->
                    reply(
                            Answer.problem(
                                    Problem.of(
                                            409,
                                            "OUTCOME_UNKNOWN",
                                            "The same call has no answer yet",
                                            "it is under way, or the server ended in the middle of"
                                                    + " it: see 'surefoot status', and take a new"
                                                    + " key if it did nothing")));
        };
    }

    private Replies.Reply first(Route route, Call call, Replies.Key key) throws IOException {
        Answer answer = handled(route, call);
        Replies.Reply reply = reply(answer);
        if (answer.secret()) {
            return reply; // Sent again, the call is told that its outcome is unknown.
        }
        try {
            replies.finish(key, reply);
        } catch (RuntimeException e) {
            LOG.error("the answer to {} of {} is not kept", key.key(), key.caller(), e);
        }
        return reply;
    }

    /** What can't be read changed nothing, so that answer is kept like any other. */
    private static Answer handled(Route route, Call call) throws IOException {
        try {
            return route.handler().handle(call);
        } catch (Call.UnreadableBody e) {
            return Answer.problem(Problem.unreadable(String.valueOf(e.getMessage())));
        }
    }

    private Known begin(Replies.Key key) {
        try {
            return replies.begin(key);
        } catch (RuntimeException e) {
            LOG.error("{} of {} is handled without its key", key.key(), key.caller(), e);
            return new Known.First();
        }
    }

    /** The answer in the bytes that are sent. */
    static Replies.Reply reply(Answer answer) {
        return new Replies.Reply(
                answer.status(),
                answer.isProblem() ? "application/problem+json" : "application/json",
                answer.body().map(Json.MAPPER::writeValueAsString).orElse(""),
                answer.etag());
    }

    private static String hash(Route route, String path, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((route.method() + " " + path + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
