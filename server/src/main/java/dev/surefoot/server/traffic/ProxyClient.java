package dev.surefoot.server.traffic;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls the embedded proxy's admin API. Address and bearer token are read from its directory at
 * each call, so a proxy that was started anew is found at once. Safe for use by many threads.
 */
public final class ProxyClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path directory;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    public ProxyClient(Path directory) {
        this.directory = directory;
    }

    /** What came back. */
    sealed interface Reply {
        /** An answer in JSON. */
        record Answer(int status, JsonNode body) implements Reply {}

        /** Nothing that could be understood; what was asked may have been done or not. */
        record Nothing(String why) implements Reply {}
    }

    /**
     * What the proxy announced when it became ready.
     *
     * @param pid of its process
     */
    record Announcement(String host, int port, long pid, String epoch) {}

    /** The announcement of the proxy that was last ready here. */
    Optional<Announcement> announcement() {
        try {
            JsonNode root = MAPPER.readTree(Files.readString(directory.resolve("admin.json")));
            return Optional.of(
                    new Announcement(
                            SnapshotJson.required(root, "host").asString(),
                            SnapshotJson.required(root, "port").asInt(),
                            SnapshotJson.required(root, "pid").asLong(),
                            SnapshotJson.required(root, "epoch").asString()));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Reply get(String path) {
        return call("GET", path, "");
    }

    Reply call(String method, String path, String body) {
        Optional<Announcement> to = announcement();
        if (to.isEmpty()) {
            return new Reply.Nothing("no proxy is ready in " + directory);
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://"
                                                    + to.get().host()
                                                    + ":"
                                                    + to.get().port()
                                                    + path))
                            .timeout(TIMEOUT)
                            .header("Authorization", "Bearer " + token())
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body))
                            .build();
            return send(request);
        } catch (IOException e) {
            return new Reply.Nothing("the proxy's token cannot be read: " + e);
        }
    }

    private Reply send(HttpRequest request) {
        // The request's own timeout ends at the headers, so the whole exchange gets one, too.
        CompletableFuture<HttpResponse<String>> exchange =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        try {
            HttpResponse<String> answer = exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answer(answer.statusCode(), MAPPER.readTree(answer.body()));
        } catch (ExecutionException e) {
            return new Reply.Nothing("the proxy does not answer: " + e.getCause());
        } catch (TimeoutException e) {
            return new Reply.Nothing("no answer within " + TIMEOUT.toMillis() + " ms");
        } catch (JacksonException e) {
            return new Reply.Nothing("the proxy's answer is no JSON");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Nothing("interrupted");
        } finally {
            exchange.cancel(true);
        }
    }

    private String token() throws IOException {
        return Files.readString(directory.resolve("token")).strip();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
