package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What a schema can't say of one {@code traffic} block. */
final class TrafficChecks {
    /** What the system takes as a socket's path. */
    private static final int LONGEST_SOCKET = 107;

    /**
     * A renewal is due once a third of the term is over, and each sweep, one a second, asks whether
     * it is, also while a look goes on. So with 5 s a lease is renewed every 2 s: one renewal may
     * be lost, and the one after has 1 s left to be answered, which is as long as the slowest part
     * of a look of a healthy server takes (an instance whose readiness hangs). With less, one lost
     * renewal would end exposure.
     */
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);
    private static final List<String> ONLY_HAPROXY = List.of("socket", "maps");

    private final Findings findings;
    private final YamlPath path;
    private final JsonNode traffic;

    TrafficChecks(Findings findings, YamlPath path, JsonNode traffic) {
        this.findings = findings;
        this.path = path;
        this.traffic = traffic;
    }

    void run() {
        switch (traffic.path("kind").asString("")) {
            case "embedded" -> embedded();
            case "haproxy" -> haproxy();
            default -> {}
        }
        lease();
    }

    private void embedded() {
        if (!traffic.has("listen")) {
            findings.add(path, path + " lacks the key \"listen\"; write for example listen: 8080");
        }
        for (String key : ONLY_HAPROXY) {
            if (traffic.has(key)) {
                findings.addAtKey(
                        path.then(key),
                        "key \"%s\" has no meaning with kind embedded; leave it out, or write"
                                        .formatted(key)
                                + " kind: haproxy");
            }
        }
    }

    private void haproxy() {
        lacks("socket", "/run/haproxy/admin.sock");
        lacks("maps", "/etc/haproxy/surefoot");
        String socket = traffic.path("socket").asString("");
        int length = socket.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET) {
            findings.add(
                    path.then("socket"),
                    "%s has %d bytes; a socket's path has at most %d"
                            .formatted(path.then("socket"), length, LONGEST_SOCKET));
        }
    }

    private void lacks(String key, String example) {
        if (!traffic.has(key)) {
            findings.add(
                    path,
                    "%s lacks the key \"%s\"; write for example %s: %s"
                            .formatted(path, key, key, example));
        }
    }

    private void lease() {
        Units.duration(traffic.path("lease").asString(""))
                .filter(
                        lease ->
                                lease.compareTo(SHORTEST_LEASE) < 0
                                        || lease.compareTo(LONGEST_LEASE) > 0)
                .ifPresent(
                        lease ->
                                findings.add(
                                        path.then("lease"),
                                        ("%s is %s; it must be from 5s to 10m: it is renewed"
                                                        + " every third of it, and one renewal may"
                                                        + " be lost")
                                                .formatted(
                                                        path.then("lease"),
                                                        traffic.path("lease").asString(""))));
    }
}
