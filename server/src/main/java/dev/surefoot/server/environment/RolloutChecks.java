package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** What a schema can't say of one {@code rollout} block. */
final class RolloutChecks {
    private static final Share HIGHEST_STEP = new Share(9_500);
    private static final List<String> ONLY_CANARY =
            List.of("steps", "step-time", "watch", "deadline", "on-inconclusive", "max-share");

    private final Findings findings;
    private final YamlPath path;
    private final JsonNode rollout;

    RolloutChecks(Findings findings, YamlPath path, JsonNode rollout) {
        this.findings = findings;
        this.path = path;
        this.rollout = rollout;
    }

    void run() {
        String strategy = rollout.path("strategy").asString("");
        if (strategy.equals("canary") && !rollout.has("steps")) {
            findings.add(
                    path,
                    path + " lacks the key \"steps\"; write for example steps: [1%, 10%, 50%]");
        }
        if (strategy.equals("all-at-once")) {
            for (String key : ONLY_CANARY) {
                if (rollout.has(key)) {
                    findings.addAtKey(
                            path.then(key),
                            "key \"%s\" has no meaning with strategy all-at-once; leave it out, or"
                                            .formatted(key)
                                    + " write strategy: canary");
                }
            }
        }
        steps();
    }

    private void steps() {
        Optional<Share> cap = Units.share(rollout.path("max-share").asString(""));
        Share before = Share.NONE;
        JsonNode steps = rollout.path("steps");
        for (int i = 0; steps.isArray() && i < steps.size(); i++) {
            Optional<Share> step = Units.share(steps.path(i).asString(""));
            if (step.isEmpty()) {
                continue;
            }
            step(path.then("steps").then(i), step.get(), before, cap);
            before = step.get();
        }
    }

    private void step(YamlPath at, Share step, Share before, Optional<Share> cap) {
        if (step.compareTo(before) <= 0) {
            findings.add(
                    at,
                    "%s is %s, not above the step before, %s; steps must rise"
                            .formatted(at, step, before));
        } else if (step.compareTo(HIGHEST_STEP) > 0) {
            findings.add(
                    at,
                    "%s is %s; a step may be at most %s, so that the old version can be compared"
                            .formatted(at, step, HIGHEST_STEP));
        } else if (cap.isPresent() && step.compareTo(cap.get()) > 0) {
            findings.add(
                    at,
                    "%s is %s, above max-share %s; lower the step or raise max-share"
                            .formatted(at, step, cap.get()));
        }
    }
}
