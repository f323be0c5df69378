package dev.surefoot.cli;

import dev.surefoot.server.http.Problem;
import dev.surefoot.server.json.Json;

import tools.jackson.core.JacksonException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Talks to a server's API. Whatever does not succeed becomes {@link Failed} with the exit code of
 * house rules: not authorized and unreadable 2, refused 3, anything else 1.
 */
public final class ApiClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();
    private final String url;
    private final String token;

    ApiClient(String url, String token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    public <T> T get(String path, Class<T> type) {
        return send(request(path).GET().build(), type);
    }

    public <T> T post(String path, Object body, Class<T> type) {
        return send(request(path).POST(json(body)).build(), type);
    }

    /** A change of what was seen as {@code version}; refused if somebody changed it since. */
    public <T> T postIfMatch(String path, Object body, long version, Class<T> type) {
        return send(
                request(path).header("If-Match", "\"" + version + "\"").POST(json(body)).build(),
                type);
    }

    /** A value as it stands in a query. */
    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A value as one segment of a path. */
    static String segment(String value) {
        return query(value).replace("+", "%20");
    }

    public <T> T put(String path, Object body, Class<T> type) {
        return send(request(path).PUT(json(body)).build(), type);
    }

    public <T> T putFile(String path, Path file, Class<T> type) {
        try {
            return send(request(path).PUT(BodyPublishers.ofFile(file)).build(), type);
        } catch (FileNotFoundException e) {
            throw new Failed(ExitCode.UNREADABLE, "no such file: " + file);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
    }

    private <T> T send(HttpRequest request, Class<T> type) {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new Failed(
                    ExitCode.COULD_NOT,
                    "no answer from the server at "
                            + url
                            + " ("
                            + e.getClass().getSimpleName()
                            + "): start it with 'surefoot serve', or name another with --server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed(ExitCode.COULD_NOT, "interrupted while waiting for " + url);
        }
        if (response.statusCode() / 100 == 2) {
            return read(response.body(), type);
        }
        throw failed(response);
    }

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw new Failed(
                    ExitCode.COULD_NOT,
                    "the server at "
                            + url
                            + " answered what this version can't read: "
                            + e.getOriginalMessage());
        }
    }

    private Failed failed(HttpResponse<byte[]> response) {
        int exit =
                switch (response.statusCode()) {
                    case 400, 401, 403, 404, 413, 422 -> ExitCode.UNREADABLE;
                    case 409, 412 -> ExitCode.NO;
                    default -> ExitCode.COULD_NOT;
                };
        try {
            Problem problem = Json.MAPPER.readValue(response.body(), Problem.class);
            return new Failed(exit, problem.title() + ": " + problem.detail(), problem.problems());
        } catch (JacksonException e) {
            return new Failed(
                    exit, "the server at " + url + " answered " + response.statusCode(), List.of());
        }
    }
}
