package dev.surefoot.browser;

import dev.surefoot.demo.BuiltVersion;
import dev.surefoot.demo.ShopBuild;
import dev.surefoot.demo.ShopRepository;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.process.Ports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with the demo's shop and its users, for all tests of this JVM: the first version runs,
 * and each test promotes configurations of its own. Ends with the JVM.
 */
final class Ground implements Site {
    private static final int USERS_PER_SECOND = 80;

    private final Path data;
    private final List<Integer> ports;
    private final VirtualUsers users;
    private final Api api;
    private final String candidate;
    private final AtomicInteger versions = new AtomicInteger();
    private ServeProcess server;

    private Ground(Path folder) throws IOException {
        data = Files.createDirectories(folder.resolve("data"));
        ports = Ports.free(10);
        server = ServeProcess.start(data, ports.getFirst());
        api = new Api(url(), token());
        api.send("PUT", "/policy", Map.of("file", "policy.yaml", "text", ShopTexts.POLICY));
        apply("", 0);
        applyOther();
        candidate = candidate(build(folder));
        promote(true);
        awaitState("COMPLETED");
        URI shop = URI.create("http://127.0.0.1:" + ports.get(1));
        users = VirtualUsers.start(shop, USERS_PER_SECOND, 7);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    users.close();
                                    server.end();
                                }));
    }

    private static final class Shared {
        static final Ground GROUND = start();

        private static Ground start() {
            try {
                Path target = Files.createDirectories(Path.of("target", "ground"));
                return new Ground(Files.createTempDirectory(target, "run").toRealPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The one of this JVM, started when it is first asked for. */
    static Ground shared() {
        return Shared.GROUND;
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + ports.getFirst();
    }

    @Override
    public String token() {
        try {
            return Files.readString(data.resolve("token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void killServer() {
        server.kill();
    }

    void startServer() {
        server = ServeProcess.start(data, ports.getFirst());
    }

    /**
     * Begins to promote a configuration that was never there.
     *
     * @param rollout as in {@code surefoot.yaml}
     * @param errorRate how often the new version fails
     * @return the promotion's id
     */
    String promote(String rollout, double errorRate) {
        apply(rollout, errorRate);
        return promote(false);
    }

    /** Waits until the newest promotion is in this state. */
    void awaitState(String state) {
        Await.until(() -> state + ": " + newest(), () -> newest().equals(state));
    }

    /** Ends whatever is under way, so that the next test finds the lane free. */
    void settle() {
        List<String> ended = List.of("COMPLETED", "ROLLED_BACK", "FAILED", "SUPERSEDED");
        if (!ended.contains(newest())) {
            api.send(
                    "POST",
                    "/services/shop/environments/production/rollback",
                    Map.of("reason", "the test is over"));
            Await.until(() -> "an end: " + newest(), () -> ended.contains(newest()));
        }
    }

    private String newest() {
        return api.get("/services/shop/environments/production/promotion").path("state").asString();
    }

    private void apply(String rollout, double errorRate) {
        String config = ShopTexts.config("version " + versions.incrementAndGet(), errorRate);
        api.send(
                "PUT",
                "/services",
                Map.of(
                        "file",
                        "surefoot.yaml",
                        "text",
                        ShopTexts.service(ports.subList(1, 4), rollout),
                        "configs",
                        Map.of(
                                "config/production.yaml",
                                base64(config.getBytes(StandardCharsets.UTF_8)))));
    }

    /** A service that goes to two environments and runs in none. */
    private void applyOther() {
        api.send(
                "PUT",
                "/services",
                Map.of(
                        "file", "surefoot.yaml",
                        "text", ShopTexts.other(ports.subList(4, 7), ports.subList(7, 10)),
                        "configs",
                                Map.of(
                                        "config/production.yaml",
                                        base64(new byte[] {'a', ':', '1'}))));
    }

    private String promote(boolean first) {
        return api.send(
                        "POST",
                        "/promotions",
                        Map.of(
                                "service",
                                "shop",
                                "environment",
                                "production",
                                "candidate",
                                candidate,
                                "first",
                                first))
                .path("id")
                .asString();
    }

    private String candidate(BuiltVersion version) throws IOException {
        String digest = "sha256:" + version.sha256Hex();
        api.send("PUT", "/artifacts/" + digest, Files.readAllBytes(version.jar()));
        List<Map<String, String>> reports =
                version.testReports().stream()
                        .map(
                                it ->
                                        Map.of(
                                                "name",
                                                it.getFileName().toString(),
                                                "content",
                                                base64(it)))
                        .toList();
        api.send("POST", "/artifacts/" + digest + "/evidence", Map.of("files", reports));
        return api.send(
                        "POST",
                        "/candidates",
                        Map.of(
                                "service",
                                "shop",
                                "artifact",
                                digest,
                                "repository",
                                "https://git.example/shop",
                                "commit",
                                version.commit().sha()))
                .path("id")
                .asString();
    }

    private static BuiltVersion build(Path folder) {
        ShopRepository repository = ShopRepository.create(folder.resolve("git"));
        return ShopBuild.build(repository, repository.commits().getFirst(), folder.resolve("v1"));
    }

    private static String base64(Path file) {
        try {
            return base64(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
