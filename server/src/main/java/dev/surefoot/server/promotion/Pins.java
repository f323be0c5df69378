package dev.surefoot.server.promotion;

import dev.surefoot.server.candidate.Candidate;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.RolloutSettings;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.ServiceVersion;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.promotion.PromotionDesk.Definition;
import dev.surefoot.server.rollout.RolloutPlan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pins a new promotion to the newest definition of its service. */
public final class Pins implements PromotionDesk.Definitions {
    private static final Share HIGHEST = new Share(RolloutPlan.WATCHED.basisPoints() - 1);

    private final ServiceStore services;

    public Pins(ServiceStore services) {
        this.services = services;
    }

    @Override
    public Definition pin(Candidate candidate, String environment) {
        Optional<ServiceVersion> newest = services.newest(candidate.service());
        if (newest.isEmpty()) {
            return new Definition.Missing(
                    "service",
                    candidate.service(),
                    "apply its surefoot.yaml first: surefoot apply surefoot.yaml");
        }
        return newest.get()
                .definition()
                .environment(environment)
                .<Definition>map(found -> new Definition.Found(pinned(newest.get(), found)))
                .orElseGet(() -> unknown(newest.get(), environment));
    }

    private static Definition unknown(ServiceVersion newest, String environment) {
        return new Definition.Missing(
                "environment",
                environment,
                newest.definition().service()
                        + " goes to "
                        + newest.definition().environments().stream()
                                .map(EnvironmentDefinition::name)
                                .collect(Collectors.joining(", ")));
    }

    private static Pinned pinned(ServiceVersion version, EnvironmentDefinition environment) {
        return new Pinned(
                version.version(),
                version.config(environment),
                plan(environment),
                new Promotion.Limits(
                        environment.gates().timeout(),
                        version.definition().runtime().startup(),
                        environment.recovery().holdFor()),
                version.definition().before(environment.name()));
    }

    /**
     * Steps above the cap, or where the watch begins, are not taken: what lies beyond needs the
     * judge's word. Definitions applied before may have some.
     */
    private static List<Share> steps(RolloutSettings rollout) {
        Share most = rollout.maxShare().filter(it -> it.compareTo(HIGHEST) < 0).orElse(HIGHEST);
        return rollout.steps().stream()
                .map(step -> step.compareTo(most) > 0 ? most : step)
                .distinct()
                .toList();
    }

    private static RolloutPlan plan(EnvironmentDefinition environment) {
        RolloutSettings rollout = environment.rollout();
        return new RolloutPlan(
                rollout.strategy(),
                steps(rollout),
                rollout.stepTime(),
                rollout.watch(),
                rollout.bake(),
                rollout.deadline(),
                rollout.onInconclusive(),
                environment.recovery().keepWarm(),
                rollout.harm()
                        .map(
                                harm ->
                                        new RolloutPlan.Spendable(
                                                harm, rollout.maxShare().orElse(Share.ALL))));
    }
}
