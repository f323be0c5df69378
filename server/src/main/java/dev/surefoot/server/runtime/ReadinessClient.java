package dev.surefoot.server.runtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks instances on this machine whether they are ready. Safe for use by many threads. */
final class ReadinessClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /** One GET; waits a second at most. */
    Probe ask(int port, Readiness readiness) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + readiness.path()))
                        .timeout(TIMEOUT)
                        .build();
        // The body is read and dropped, so that the connection can be used again. The request's own
        // timeout ends at the headers, so the whole exchange gets one, too.
        CompletableFuture<HttpResponse<Void>> exchange =
                http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            HttpResponse<Void> answer = exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            Optional<String> digest = answer.headers().firstValue(readiness.digestHeader());
            return new Probe.Answer(answer.statusCode(), digest);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Probe.Silence(cause.getClass().getSimpleName() + " on port " + port);
        } catch (TimeoutException e) {
            return new Probe.Silence("no answer within " + TIMEOUT.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Probe.Silence("interrupted");
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
