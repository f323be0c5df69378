package dev.surefoot.cli;

import dev.surefoot.server.process.Ports;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Policy and definition of the shop as the demo has them, in one environment, with two instances a
 * slot, short times, and backends that never fail.
 */
final class ShopFiles {
    static final int INSTANCES = 2;

    private static final String POLICY =
            """
            apiVersion: surefoot/v1
            kind: Policy
            environments:
              - name: production
                production: true
                require: [tests, config]
            """;

    private static final String SERVICE =
            """
            apiVersion: surefoot/v1
            kind: Service
            service: shop
            owner: team-shop
            artifact: {kind: jar, repository: "https://git.example/shop"}
            runtime:
              kind: process
              command: ["@java@", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx48m",
                        "-jar", "${artifact}", "--port", "${port}", "--config", "${config}"]
              readiness:
                path: /ready
                digest-header: X-Artifact-Digest
                passes: 1
                every: 200ms
                min-healthy: 500ms
              startup: 60s
              drain: 5s
              stop: 10s
            environments:
              - name: production
                config: config/production.yaml
                slots: {blue: @blue@, green: @green@}
                traffic: {kind: embedded, listen: @listen@}
                gates: {require: [tests], timeout: 1m}
                rollout: @rollout@
                judge: {min-evidence-time: 2s, max-error-rate: 1%}
                recovery: {keep-warm: 30m}
            """;

    private static final String CONFIG =
            """
            currency: EUR
            greeting: @greeting@
            payment-timeout-ms: 500
            backend-error-rate: 0
            """;

    private final Path directory;
    private final List<Integer> ports;

    private ShopFiles(Path directory, List<Integer> ports) {
        this.directory = directory;
        this.ports = ports;
    }

    /** Picks ports that are free now. */
    static ShopFiles in(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("config"));
        return new ShopFiles(directory, Ports.free(1 + 2 * INSTANCES));
    }

    /** Where the shop's users come in. */
    URI shop() {
        return URI.create("http://127.0.0.1:" + ports.getFirst());
    }

    /** Changes a file: what stands in it exactly once becomes something else. */
    static void edit(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        if (text.indexOf(old) < 0 || text.indexOf(old) != text.lastIndexOf(old)) {
            throw new IllegalArgumentException("not exactly once in " + file + ": " + old);
        }
        Files.writeString(file, text.replace(old, now));
    }

    Path policy() throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), POLICY);
    }

    /** The definition; another {@code greeting} makes another configuration and so a release. */
    Path service(Rollout rollout, String greeting) throws IOException {
        Files.writeString(
                directory.resolve("config/production.yaml"),
                CONFIG.replace("@greeting@", greeting));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<Integer> blue = ports.subList(1, 1 + INSTANCES);
        List<Integer> green = ports.subList(1 + INSTANCES, 1 + 2 * INSTANCES);
        return Files.writeString(
                directory.resolve("surefoot.yaml"),
                SERVICE.replace("@java@", java)
                        .replace("@blue@", blue.toString())
                        .replace("@green@", green.toString())
                        .replace("@listen@", ports.getFirst().toString())
                        .replace("@rollout@", rollout.yaml()));
    }
}
