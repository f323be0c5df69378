package dev.surefoot.server.environment;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.gate.Change;
import dev.surefoot.server.gate.GateDefinition;
import dev.surefoot.server.json.YamlFile;
import dev.surefoot.server.json.YamlProblem;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes policies and service definitions. A file is stored whole or not at all; what has not
 * changed is not stored again. One at a time: each is checked against what holds when it is stored.
 * Safe for use by many threads of the one server of a database.
 */
public final class DefinitionDesk {
    private static final int MAX_CONFIG_BYTES = 1_048_576;

    private final PolicyStore policies;
    private final ServiceStore services;
    private final List<GateDefinition> builtIns;
    private final Function<Change, Optional<String>> admission;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * @param builtIns the gates that policies may name without defining them
     * @param admission stands for {@code Admission.admit}: empty, or why the change is refused
     */
    public DefinitionDesk(
            PolicyStore policies,
            ServiceStore services,
            List<GateDefinition> builtIns,
            Function<Change, Optional<String>> admission) {
        this.policies = policies;
        this.services = services;
        this.builtIns = List.copyOf(builtIns);
        this.admission = admission;
    }

    /**
     * Applies {@code policy.yaml}.
     *
     * @param files the files that came with it, by path relative to it
     */
    public ApplyResult applyPolicy(
            YamlFile file, Map<String, String> files, String actor, Instant at) {
        return switch (PolicyFile.read(file, builtIns, files)) {
            case Reading.Bad<Policy>(List<YamlProblem> problems) ->
                    new ApplyResult.Unreadable(problems);
            case Reading.Good<Policy>(Policy policy) -> {
                Map<String, String> named = new HashMap<>(files);
                named.keySet().retainAll(policy.trust().files());
                yield inTurn(() -> store(new PolicyStore.Upload(file, named), policy, actor, at));
            }
        };
    }

    /**
     * Applies {@code surefoot.yaml}.
     *
     * @param configs the configuration files that came with it, by path relative to it
     */
    public ApplyResult applyService(
            YamlFile file, Map<String, byte[]> configs, String actor, Instant at) {
        return switch (ServiceFile.read(file, configs.keySet())) {
            case Reading.Bad<ServiceFile>(List<YamlProblem> problems) ->
                    new ApplyResult.Unreadable(problems);
            case Reading.Good<ServiceFile>(ServiceFile read) ->
                    inTurn(() -> store(read, configs, actor, at));
        };
    }

    /** Whose definition a file is; empty if it can't be read. */
    public Optional<String> serviceIn(YamlFile file, Set<String> configs) {
        return ServiceFile.read(file, configs)
                        instanceof Reading.Good<ServiceFile>(ServiceFile read)
                ? Optional.of(read.definition().service())
                : Optional.empty();
    }

    private ApplyResult inTurn(Supplier<ApplyResult> work) {
        oneAtATime.lock();
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    private ApplyResult store(PolicyStore.Upload upload, Policy policy, String actor, Instant at) {
        Digest digest = digest(upload.file());
        Optional<PolicyVersion> newest = policies.newest();
        if (newest.isPresent()
                && newest.get().digest().equals(digest)
                && newest.get().files().equals(upload.files())) {
            return new ApplyResult.Applied("Policy", "policy", newest.get().version(), false);
        }
        Optional<ApplyResult.Refused> conflict = Conflicts.between(policy, services.newest());
        if (conflict.isPresent()) {
            return conflict.get();
        }
        List<String> requires =
                policy.environments().stream()
                        .flatMap(each -> each.require().stream())
                        .distinct()
                        .sorted()
                        .toList();
        return admission
                .apply(new Change.ApplyPolicy(digest, actor, policy.gates(), requires))
                .<ApplyResult>map(why -> new ApplyResult.Refused("NOT_ADMITTED", why))
                .orElseGet(
                        () ->
                                new ApplyResult.Applied(
                                        "Policy",
                                        "policy",
                                        policies.add(upload, policy, actor, at).version(),
                                        true));
    }

    private ApplyResult store(
            ServiceFile read, Map<String, byte[]> configs, String actor, Instant at) {
        Optional<PolicyVersion> policy = policies.newest();
        if (policy.isEmpty()) {
            return new ApplyResult.Refused(
                    "NO_POLICY",
                    "no policy has been applied yet, so no environment is known: "
                            + "apply policy.yaml first");
        }
        List<YamlProblem> problems = read.against(policy.get().policy());
        if (!problems.isEmpty()) {
            return new ApplyResult.Unreadable(problems);
        }
        ServiceDefinition definition = read.definition();
        Optional<ApplyResult.Refused> tooLarge = tooLarge(definition, configs);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        ServiceUpload upload = new ServiceUpload(definition, named(definition, configs));
        Digest digest = digest(read.file());
        Optional<ServiceVersion> newest = services.newest(definition.service());
        if (newest.isPresent()
                && newest.get().digest().equals(digest)
                && newest.get().configs().equals(upload.digests())) {
            return new ApplyResult.Applied(
                    "Service", definition.service(), newest.get().version(), false);
        }
        return admission
                .apply(
                        new Change.ApplyService(
                                definition.service(), digest, actor, required(definition)))
                .<ApplyResult>map(why -> new ApplyResult.Refused("NOT_ADMITTED", why))
                .orElseGet(
                        () ->
                                new ApplyResult.Applied(
                                        "Service",
                                        definition.service(),
                                        services.add(read.file(), upload, actor, at).version(),
                                        true));
    }

    private static Optional<ApplyResult.Refused> tooLarge(
            ServiceDefinition definition, Map<String, byte[]> configs) {
        for (Map.Entry<String, byte[]> config : named(definition, configs).entrySet()) {
            if (config.getValue().length > MAX_CONFIG_BYTES) {
                return Optional.of(
                        new ApplyResult.Refused(
                                "CONFIG_TOO_LARGE",
                                "%s has %,d bytes, at most %,d are taken; make it smaller"
                                        .formatted(
                                                config.getKey(),
                                                config.getValue().length,
                                                MAX_CONFIG_BYTES)));
            }
        }
        return Optional.empty();
    }

    private static Map<String, byte[]> named(
            ServiceDefinition definition, Map<String, byte[]> configs) {
        Map<String, byte[]> named = new HashMap<>();
        for (EnvironmentDefinition environment : definition.environments()) {
            byte[] bytes = configs.get(environment.config());
            if (bytes == null) {
                throw new IllegalStateException(environment.config() + " was read and is gone");
            }
            named.put(environment.config(), bytes);
        }
        return named;
    }

    private static List<String> required(ServiceDefinition definition) {
        return definition.environments().stream()
                .flatMap(each -> each.gates().require().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Digest digest(YamlFile file) {
        return Digest.sha256(file.text().getBytes(StandardCharsets.UTF_8));
    }
}
