package dev.surefoot.server.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the records of a {@code surefoot.yaml} that was checked, defaults filled in. */
final class ServiceReader {
    private ServiceReader() {}

    static ServiceDefinition read(Block file) {
        return new ServiceDefinition(
                file.text("service"),
                file.text("owner"),
                new ArtifactSource(
                        file.block("artifact").choice("kind", ArtifactSource.Kind.class),
                        file.block("artifact").maybeText("repository")),
                runtime(file.block("runtime")),
                schema(file.block("schema")),
                file.blocks("environments").stream().map(ServiceReader::environment).toList());
    }

    private static SchemaSettings schema(Block schema) {
        Map<String, String> placeholders = new TreeMap<>();
        schema.node()
                .path("placeholders")
                .properties()
                .forEach(each -> placeholders.put(each.getKey(), each.getValue().stringValue()));
        return new SchemaSettings(
                schema.maybeText("search-path"),
                placeholders,
                schema.maybeText("role"),
                schema.duration("quiet-time", Defaults.QUIET_TIME));
    }

    private static RuntimeSettings runtime(Block runtime) {
        Block readiness = runtime.block("readiness");
        return new RuntimeSettings(
                runtime.texts("command"),
                new ReadinessSettings(
                        readiness.text("path"),
                        readiness.maybeText("digest-header").orElse(Defaults.DIGEST_HEADER),
                        readiness.number("passes", Defaults.PASSES),
                        readiness.duration("every", Defaults.EVERY),
                        readiness.duration("min-healthy", Defaults.MIN_HEALTHY)),
                runtime.duration("startup", Defaults.STARTUP),
                runtime.duration("warm-up", Defaults.WARM_UP),
                runtime.duration("drain", Defaults.DRAIN),
                runtime.duration("stop", Defaults.STOP));
    }

    private static EnvironmentDefinition environment(Block environment) {
        Map<Slot, List<Integer>> slots = new EnumMap<>(Slot.class);
        slots.put(Slot.BLUE, ports(environment.block("slots"), "blue"));
        slots.put(Slot.GREEN, ports(environment.block("slots"), "green"));
        Block gates = environment.block("gates");
        Block recovery = environment.block("recovery");
        Optional<SloSettings> slo =
                environment.has("slo")
                        ? Optional.of(slo(environment.block("slo")))
                        : Optional.empty();
        return new EnvironmentDefinition(
                environment.text("name"),
                environment.text("config"),
                slots,
                traffic(environment.block("traffic")),
                new GateSettings(
                        gates.texts("require"), gates.duration("timeout", Defaults.GATES_TIMEOUT)),
                rollout(environment.block("rollout"), slo),
                judge(environment.block("judge")),
                new RecoverySettings(
                        recovery.duration("keep-warm", Defaults.KEEP_WARM),
                        recovery.duration("hold-for", Defaults.HOLD_FOR)),
                environment.maybeText("database").map(ServiceReader::variable),
                slo);
    }

    /** The schema lets nothing but <code>${env:NAME}</code> through. */
    private static String variable(String placeholder) {
        return placeholder.substring("${env:".length(), placeholder.length() - 1);
    }

    private static SloSettings slo(Block slo) {
        Block latency = slo.block("latency");
        return new SloSettings(
                slo.share("availability").orElseThrow(),
                slo.has("latency")
                        ? Optional.of(
                                new SloSettings.Latency(
                                        latency.maybeDuration("bound").orElseThrow(),
                                        latency.share("share").orElseThrow()))
                        : Optional.empty(),
                slo.duration("window", Defaults.SLO_WINDOW));
    }

    private static List<Integer> ports(Block slots, String slot) {
        List<Integer> ports = new ArrayList<>();
        slots.node().path(slot).forEach(port -> ports.add(port.asInt()));
        return List.copyOf(ports);
    }

    private static TrafficSettings traffic(Block traffic) {
        Block cohort = traffic.block("cohort");
        return new TrafficSettings(
                plane(traffic),
                traffic.has("cohort")
                        ? Optional.of(
                                new TrafficSettings.Cohort(
                                        cohort.text("cookie"), cohort.text("key")))
                        : Optional.empty(),
                traffic.duration("lease", Defaults.LEASE));
    }

    private static TrafficSettings.DataPlane plane(Block traffic) {
        int listen = traffic.number("listen", 0);
        return traffic.text("kind").equals("embedded")
                ? new TrafficSettings.Embedded(listen)
                : new TrafficSettings.Haproxy(
                        Path.of(traffic.text("socket")),
                        Path.of(traffic.text("maps")),
                        traffic.has("listen") ? Optional.of(listen) : Optional.empty());
    }

    private static RolloutSettings rollout(Block rollout, Optional<SloSettings> slo) {
        Strategy strategy = rollout.choice("strategy", Strategy.class);
        boolean spends = strategy == Strategy.BUDGET;
        return new RolloutSettings(
                strategy,
                rollout.texts("steps").stream()
                        .map(step -> Units.share(step).orElseThrow())
                        .toList(),
                rollout.duration("step-time", Defaults.STEP_TIME),
                rollout.duration("watch", spends ? Defaults.BUDGET_WATCH : Defaults.WATCH),
                rollout.duration("bake", Defaults.BAKE),
                rollout.duration("deadline", Defaults.DEADLINE),
                rollout.choice("on-inconclusive", Defaults.ON_INCONCLUSIVE),
                spends
                        ? rollout.share("max-share")
                                .or(() -> Optional.of(Defaults.BUDGET_MAX_SHARE))
                        : rollout.share("max-share"),
                spends ? Optional.of(harm(rollout.block("harm"), slo)) : Optional.empty());
    }

    /** A promise of availability is there, where the harm is not said in requests. */
    private static Harm harm(Block harm, Optional<SloSettings> slo) {
        return harm.has("failed-requests")
                ? new Harm.FailedRequests(harm.number("failed-requests", 0))
                : new Harm.ErrorBudget(
                        harm.share("error-budget").orElse(Defaults.BUDGET_PART),
                        slo.orElseThrow().availability());
    }

    private static JudgeSettings judge(Block judge) {
        Block rails = judge.block("rails");
        return new JudgeSettings(
                judge.decimal("alpha", Defaults.ALPHA),
                judge.decimal("beta", Defaults.BETA),
                judge.has("margin") ? Optional.of(judge.decimal("margin", 0)) : Optional.empty(),
                judge.share("max-error-rate"),
                judge.duration("min-evidence-time", Defaults.MIN_EVIDENCE_TIME),
                new JudgeSettings.Rails(
                        rails.share("error-rate").orElse(Defaults.RAIL_ERROR_RATE),
                        rails.number("restarts", Defaults.RAIL_RESTARTS),
                        rails.duration("blind", Defaults.RAIL_BLIND)),
                latency(judge));
    }

    private static LatencySettings latency(Block judge) {
        return !judge.has("metrics")
                ? new LatencySettings.Unsaid()
                : judge.blocks("metrics").stream()
                        .filter(metric -> metric.text("name").equals("latency"))
                        .findFirst()
                        .<LatencySettings>map(
                                metric -> new LatencySettings.At(metric.durations("bounds")))
                        .orElseGet(LatencySettings.Off::new);
    }
}
