package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

/** Refuses durations of more than a year, wherever they stand. */
final class LengthChecks {
    private LengthChecks() {}

    static void run(Findings findings) {
        walk(findings, YamlPath.ROOT, findings.json());
    }

    private static void walk(Findings findings, YamlPath path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> walk(findings, path.then(entry.getKey()), entry.getValue()));
            return;
        }
        if (node.isArray() && !path.last().equals("command")) {
            for (int i = 0; i < node.size(); i++) {
                walk(findings, path.then(i), node.path(i));
            }
            return;
        }
        if (!node.isString()) {
            return;
        }
        Units.duration(node.stringValue())
                .filter(duration -> duration.compareTo(Units.LONGEST) > 0)
                .ifPresent(
                        duration ->
                                findings.add(
                                        path,
                                        "%s is %s; it may be at most 365d"
                                                .formatted(path, node.stringValue())));
    }
}
