package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlPath;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** What a schema can't say of one {@code rollout} block. */
final class RolloutChecks {
    private static final List<String> ONLY_CANARY =
            List.of("steps", "step-time", "watch", "deadline", "on-inconclusive", "max-share");
    private static final List<String> ONLY_STEPS = List.of("steps", "step-time");
    private static final Share BELOW_THE_WATCH = new Share(9_499);

    private final Findings findings;
    private final YamlPath path;
    private final JsonNode rollout;
    private final JsonNode slo;

    RolloutChecks(Findings findings, YamlPath environment, JsonNode block) {
        this.findings = findings;
        this.path = environment.then("rollout");
        this.rollout = block.path("rollout");
        this.slo = block.path("slo");
    }

    void run() {
        String strategy = rollout.path("strategy").asString("");
        if (strategy.equals("canary") && !rollout.has("steps")) {
            findings.add(
                    path,
                    path + " lacks the key \"steps\"; write for example steps: [1%, 10%, 50%]");
        }
        if (strategy.equals("all-at-once")) {
            meaningless(strategy, ONLY_CANARY, "write strategy: canary");
        }
        if (strategy.equals("budget")) {
            meaningless(
                    strategy,
                    ONLY_STEPS,
                    "write strategy: canary; a budget finds its shares by itself");
            harm();
            maxShare();
        } else if (strategy.equals("canary") || strategy.equals("all-at-once")) {
            meaningless(strategy, List.of("harm"), "write strategy: budget");
        }
        steps();
    }

    private void meaningless(String strategy, List<String> keys, String instead) {
        for (String key : keys) {
            if (rollout.has(key)) {
                findings.addAtKey(
                        path.then(key),
                        "key \"%s\" has no meaning with strategy %s; leave it out, or %s"
                                .formatted(key, strategy, instead));
            }
        }
    }

    private void harm() {
        JsonNode harm = rollout.path("harm");
        YamlPath at = path.then("harm");
        boolean inRequests = harm.has("failed-requests");
        if (inRequests && harm.has("error-budget")) {
            findings.addAtKey(
                    at.then("error-budget"),
                    "%s says both failed-requests and error-budget; keep one of them"
                            .formatted(at));
        }
        if (inRequests) {
            return;
        }
        String availability = slo.path("availability").asString("");
        YamlPath where = rollout.has("harm") ? at : path;
        if (!slo.has("availability")) {
            findings.add(
                    where,
                    ("%s does not say how many requests a release may cost: write harm:"
                                    + " {failed-requests: 50}, or promise slo.availability, of whose"
                                    + " error budget it is a part (0.1%% unless said)")
                            .formatted(path));
        } else if (Units.share(availability).filter(Share.ALL::equals).isPresent()) {
            findings.add(
                    where,
                    ("slo.availability is %s, which leaves no error budget to spend: write harm:"
                                    + " {failed-requests: 50}, or promise less")
                            .formatted(availability));
        }
    }

    private void maxShare() {
        Units.share(rollout.path("max-share").asString(""))
                .filter(share -> share.compareTo(BELOW_THE_WATCH) > 0)
                .ifPresent(
                        share ->
                                findings.add(
                                        path.then("max-share"),
                                        ("%s is %s; with a budget it must be below 95%%, where the"
                                                        + " watch begins")
                                                .formatted(path.then("max-share"), share)));
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
        } else if (step.compareTo(BELOW_THE_WATCH) > 0) {
            findings.add(
                    at,
                    "%s is %s; a step must be below 95%%: that share and more need the judge's word"
                            .formatted(at, step));
        } else if (cap.isPresent() && step.compareTo(cap.get()) > 0) {
            findings.add(
                    at,
                    "%s is %s, above max-share %s; lower the step or raise max-share"
                            .formatted(at, step, cap.get()));
        }
    }
}
