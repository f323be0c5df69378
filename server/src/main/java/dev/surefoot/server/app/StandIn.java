package dev.surefoot.server.app;

import dev.surefoot.evidence.Digest;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.environment.*;
import dev.surefoot.server.promotion.*;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.runtime.ConfigFile;
import dev.surefoot.server.runtime.Readiness;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Path;
import java.time.Duration;
import java.util.*;
import java.util.function.Function;

@org.jspecify.annotations.NullUnmarked
final class StandIn {
    static JsonNode node;
    static Map<String, byte[]> configs = new HashMap<>();
    static Function<Digest, Path> artifacts;

    static void service(String text, Map<String, byte[]> files) {
        node = new YAMLMapper().readTree(text);
        configs.putAll(files);
    }

    static JsonNode env(String name) {
        for (JsonNode e : node.get("environments"))
            if (e.get("name").asString().equals(name)) return e;
        throw new IllegalStateException(name);
    }

    static Duration d(JsonNode n, String k, String dflt) {
        String t = n != null && n.has(k) ? n.get(k).asString() : dflt;
        return Duration.parse(
                t.endsWith("ms")
                        ? "PT" + Double.parseDouble(t.replace("ms", "")) / 1000 + "S"
                        : "PT" + t.toUpperCase(Locale.ROOT));
    }

    static Site site(String service, String environment, Digest artifact) {
        JsonNode e = env(environment);
        JsonNode r = node.get("runtime");
        List<String> command = new ArrayList<>();
        r.get("command").forEach(c -> command.add(c.asString()));
        Map<Slot, List<Integer>> ports = new EnumMap<>(Slot.class);
        for (Slot s : Slot.values()) {
            List<Integer> l = new ArrayList<>();
            e.get("slots").get(s.name().toLowerCase(Locale.ROOT)).forEach(p -> l.add(p.asInt()));
            ports.put(s, l);
        }
        String cfg = e.get("config").asString();
        Optional<String> prev = Optional.empty();
        String last = null;
        for (JsonNode x : node.get("environments")) {
            if (x.get("name").asString().equals(environment)) prev = Optional.ofNullable(last);
            last = x.get("name").asString();
        }
        JsonNode rd = r.get("readiness");
        return new Site(
                service,
                environment,
                prev,
                artifacts.apply(artifact),
                new ConfigFile(
                        Path.of(cfg).getFileName().toString(),
                        () -> new ConfigFile.Rendered.Content(configs.get(cfg))),
                command,
                new Readiness(
                        rd.get("path").asString(),
                        rd.get("digest-header").asString(),
                        rd.get("passes").asInt(),
                        d(rd, "every", "1s"),
                        d(rd, "min-healthy", "1s")),
                ports,
                e.get("traffic").get("listen").asInt(),
                Optional.empty(),
                d(r, "drain", "5s"),
                d(r, "stop", "10s"));
    }

    static RolloutPlan plan(String environment) {
        JsonNode r = env(environment).get("rollout");
        List<Share> steps = new ArrayList<>();
        if (r.has("steps"))
            r.get("steps")
                    .forEach(
                            s ->
                                    steps.add(
                                            new Share(
                                                    (int)
                                                            (Double.parseDouble(
                                                                            s.asString()
                                                                                    .replace(
                                                                                            "%",
                                                                                            ""))
                                                                    * 100))));
        return new RolloutPlan(
                steps.isEmpty() ? RolloutPlan.Strategy.ALL_AT_ONCE : RolloutPlan.Strategy.CANARY,
                steps,
                d(r, "step-time", "10s"),
                d(r, "watch", "0s"),
                d(r, "bake", "5s"),
                Duration.ofHours(1),
                RolloutPlan.OnInconclusive.HOLD,
                Duration.ofMinutes(30));
    }

    static Plan judge(Promotion p) {
        return Plan.of(
                        Routing.REQUEST,
                        0.01,
                        new Schedule(
                                p.plan().steps().isEmpty()
                                        ? List.of(5000)
                                        : p.plan().steps().stream()
                                                .map(Share::basisPoints)
                                                .toList(),
                                p.plan().stepTime(),
                                30))
                .withMinEvidenceTime(Duration.ofSeconds(20));
    }

    static PromotionDesk.Definition pin(Candidate c, String environment) {
        return new PromotionDesk.Definition.Found(
                new Pinned(
                        1,
                        Digest.sha256(configs.get(env(environment).get("config").asString())),
                        plan(environment),
                        new Promotion.Limits(
                                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(4)),
                        site(c.service(), environment, c.artifact())));
    }
}
