package dev.surefoot.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.proxy.route.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Speaks to the admin API as the server would: finds it by the directory's files. */
final class Admin implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String root;
    private final String token;

    record Told(int status, JsonNode body) {
        String error() {
            return body.path("error").asString("");
        }
    }

    Admin(Path directory) throws IOException {
        JsonNode where = Json.MAPPER.readTree(Files.readAllBytes(directory.resolve("admin.json")));
        root = "http://" + where.path("host").asString() + ":" + where.path("port").asInt();
        token = Files.readString(directory.resolve("token")).strip();
    }

    Told call(String method, String path, String body) throws IOException {
        return call(method, path, body, "Bearer " + token);
    }

    Told call(String method, String path, String body, String authorization) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Told(response.statusCode(), Json.MAPPER.readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    Told put(RouteBody route) throws IOException {
        return call("PUT", "/v1/routes/shop/production", route.json());
    }

    /** Puts a route that has to be taken; returns it as observed. */
    JsonNode apply(RouteBody route) throws IOException {
        Told told = put(route);
        assertThat(told.status()).as(told.body().toString()).isEqualTo(200);
        return told.body();
    }

    Told route() throws IOException {
        return call("GET", "/v1/routes/shop/production", "");
    }

    JsonNode counters() throws IOException {
        Told told = call("GET", "/v1/routes/shop/production/counters", "");
        assertThat(told.status()).isEqualTo(200);
        return told.body();
    }

    JsonNode instance(String slot, String name) throws IOException {
        return counters().path("slots").path(slot).path("instances").path(name);
    }

    /** One instance's counters once nothing is in flight and the number of requests has ended. */
    JsonNode settled(String slot, String name, long requests) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode counters = instance(slot, name);
        while ((counters.path("inFlight").asLong() > 0
                        || counters.path("requests").asLong() < requests)
                && Instant.now().isBefore(end)) {
            counters = instance(slot, name);
        }
        return counters;
    }

    @Override
    public void close() {
        client.close();
    }
}
