package dev.surefoot.server.environment;

import dev.surefoot.server.json.Words;
import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a schema can't say of one environment's {@code judge.metrics}. */
final class MetricChecks {
    /** As many times the judge compares at most. */
    private static final int MOST_BOUNDS = 12;

    private final Findings findings;
    private final YamlPath path;
    private final JsonNode environment;

    MetricChecks(Findings findings, YamlPath path, JsonNode environment) {
        this.findings = findings;
        this.path = path;
        this.environment = environment;
    }

    void run() {
        JsonNode metrics = environment.path("judge").path("metrics");
        Set<String> names = new HashSet<>();
        for (int i = 0; metrics.isArray() && i < metrics.size(); i++) {
            YamlPath at = path.then("judge").then("metrics").then(i);
            JsonNode metric = metrics.path(i);
            String name = metric.path("name").asString("");
            if (!name.isEmpty() && !names.add(name)) {
                findings.add(
                        at.then("name"),
                        "metric %s is here a second time; leave one out"
                                .formatted(Words.quoted(name)));
            }
            if (name.equals("errors") && metric.has("bounds")) {
                findings.addAtKey(
                        at.then("bounds"),
                        "key \"bounds\" has no meaning with metric errors; leave it out, or write"
                                + " name: latency");
            }
            if (name.equals("latency")) {
                latency(at, metric);
            }
        }
    }

    private void latency(YamlPath at, JsonNode metric) {
        if (environment.path("traffic").path("kind").asString("").equals("haproxy")) {
            findings.add(
                    at.then("name"),
                    "%s is latency, but HAProxy counts no durations by version; leave the metric"
                                    .formatted(at.then("name"))
                            + " out, or write traffic.kind: embedded");
            return;
        }
        if (!metric.has("bounds")) {
            findings.add(
                    at, at + " lacks the key \"bounds\"; write for example bounds: [100ms, 300ms]");
        }
        bounds(at.then("bounds"), metric.path("bounds"));
        goal(at.then("bounds"), metric.path("bounds"));
    }

    private void bounds(YamlPath at, JsonNode bounds) {
        Duration before = Duration.ZERO;
        for (int i = 0; bounds.isArray() && i < bounds.size(); i++) {
            Optional<Duration> bound = Units.duration(bounds.path(i).asString(""));
            if (bound.isEmpty()) {
                continue;
            }
            counted(at.then(i), bounds.path(i).asString(""), bound.get());
            if (bound.get().compareTo(before) <= 0) {
                findings.add(
                        at.then(i),
                        "%s is %s, not above the one before; bounds must rise"
                                .formatted(at.then(i), bounds.path(i).asString("")));
            }
            before = bound.get();
        }
    }

    /** The goal of an slo is one of the bounds, written there or not. */
    private void goal(YamlPath at, JsonNode bounds) {
        JsonNode goal = environment.path("slo").path("latency");
        YamlPath slo = path.then("slo").then("latency");
        Optional<Duration> bound = Units.duration(goal.path("bound").asString(""));
        if (bound.isPresent()) {
            counted(slo.then("bound"), goal.path("bound").asString(""), bound.get());
            if (bounds.size() == MOST_BOUNDS && !has(bounds, bound.get())) {
                findings.add(
                        at,
                        "%s has %d entries without slo.latency.bound %s, which is judged, too;"
                                        .formatted(at, MOST_BOUNDS, goal.path("bound").asString(""))
                                + " leave one out");
            }
        }
        if (Units.share(goal.path("share").asString("")).filter(Share.ALL::equals).isPresent()) {
            findings.add(
                    slo.then("share"),
                    "%s is 100%%, which no number of requests can show; write at most 99.99%%"
                            .formatted(slo.then("share")));
        }
    }

    private void counted(YamlPath at, String seen, Duration bound) {
        if (!LatencyBounds.counts(bound)) {
            findings.add(
                    at,
                    "%s is %s, which the router does not count; write %s"
                            .formatted(at, seen, LatencyBounds.nearest(bound)));
        }
    }

    private static boolean has(JsonNode bounds, Duration wanted) {
        for (JsonNode bound : bounds) {
            if (Units.duration(bound.asString("")).filter(wanted::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
