package dev.surefoot.server.promotion;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Pace;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Rails;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.aa.Damping;
import dev.surefoot.server.environment.EnvironmentDefinition;
import dev.surefoot.server.environment.JudgeSettings;
import dev.surefoot.server.environment.ServiceStore;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.SloSettings;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.environment.TrafficSettings;
import dev.surefoot.server.rollout.RolloutPlan;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;
import dev.surefoot.server.traffic.TrafficMinuteStore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the judge promises for one promotion: from the pinned definition, and from the traffic of
 * the running version before the first request is exposed.
 */
public final class JudgePlans {
    /** A version that fails less is good enough, where nobody says otherwise. */
    private static final double LEAST_MAX_ERROR_RATE = 0.001;

    private static final Duration HISTORY = Duration.ofHours(24);
    private static final int FEWEST_MINUTES = 30;
    private static final int FEWEST_REQUESTS = 30;

    /** All-at-once is judged on rails alone; a schedule must have a step all the same. */
    private static final List<Integer> NEVER_TAKEN = List.of(5_000);

    private static final double BASIS_POINTS = 10_000;

    private final ServiceStore services;
    private final TrafficMinuteStore traffic;
    private final Promotions promotions;
    private final Caution caution;

    public JudgePlans(
            ServiceStore services,
            TrafficMinuteStore traffic,
            Promotions promotions,
            Caution caution) {
        this.services = services;
        this.traffic = traffic;
        this.promotions = promotions;
        this.caution = caution;
    }

    /** The plan for {@code promotion}, as of {@code at}. */
    public Plan of(Promotion promotion, Instant at) {
        Promotion.Subject subject = promotion.subject();
        double factor = caution.factor(new RouteKey(subject.service(), subject.environment()));
        return Damping.raised(incautious(promotion, at), factor);
    }

    /** The same before caution, whatever was measured. */
    public Plan incautious(Promotion promotion, Instant at) {
        Promotion.Subject subject = promotion.subject();
        EnvironmentDefinition environment = environment(subject).orElseThrow();
        Past past = past(promotion, at);
        List<TrafficMinute> history = past.history();
        JudgeSettings settings = environment.judge();
        Routing routing =
                environment.traffic().cohort().isPresent() ? Routing.USER : Routing.REQUEST;
        Plan plan =
                Plan.of(
                                routing,
                                maxErrorRate(environment, history),
                                pace(promotion, environment, past, at))
                        .withErrors(settings.alpha(), settings.beta())
                        .withMinEvidenceTime(settings.minEvidenceTime())
                        .withRails(rails(environment));
        Plan withMargin = margin(environment, history).map(plan::withMargin).orElse(plan);
        Plan judged = LatencyPlans.of(environment, routing, history).in(withMargin);
        return routing == Routing.REQUEST ? judged : judged.withDispersion(dispersion(history));
    }

    /**
     * What was before {@code at}.
     *
     * @param minutes the last day's traffic of both slots
     * @param history that of the running version alone
     * @param promotions the newest of the place
     */
    private record Past(
            List<TrafficMinute> minutes, List<TrafficMinute> history, List<Promotion> promotions) {}

    private Past past(Promotion promotion, Instant at) {
        Promotion.Subject subject = promotion.subject();
        RouteKey key = new RouteKey(subject.service(), subject.environment());
        Slot baseline = promotion.arms().orElseThrow().baselineSlot();
        List<Promotion> before = promotions.newest(key.service(), key.environment(), Reaction.MOST);
        Instant since = exposedIn(baseline, before, at);
        List<TrafficMinute> minutes = traffic.between(key, at.minus(HISTORY), at);
        return new Past(
                minutes,
                minutes.stream()
                        .filter(minute -> minute.slot() == baseline)
                        .filter(minute -> !minute.minute().isBefore(since))
                        .toList(),
                before);
    }

    /** When the version that runs in a slot was exposed first: what was there before is not it. */
    private static Instant exposedIn(Slot slot, List<Promotion> before, Instant at) {
        return before.stream()
                .filter(it -> it.state() instanceof PromotionState.Completed)
                .filter(it -> !it.state().since().isAfter(at))
                .filter(it -> it.arms().filter(arms -> arms.canarySlot() == slot).isPresent())
                .flatMap(it -> it.exposedAt().stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /**
     * What is said; else what the promised availability leaves; else twice what the running version
     * fails, and at least 0.1 %.
     */
    private static double maxErrorRate(
            EnvironmentDefinition environment, List<TrafficMinute> history) {
        Optional<Share> said = environment.judge().maxErrorRate();
        if (said.isPresent()) {
            return said.get().basisPoints() / BASIS_POINTS;
        }
        double rate = errorRate(history);
        return availability(environment)
                .map(it -> Math.min(Plan.maxErrorRateFor(it, rate), 0.5))
                .orElse(Math.clamp(2 * rate, LEAST_MAX_ERROR_RATE, 0.5));
    }

    /** What is said; else what the promised availability leaves; else the judge's. */
    private static Optional<Double> margin(
            EnvironmentDefinition environment, List<TrafficMinute> history) {
        return environment
                .judge()
                .margin()
                .or(
                        () ->
                                availability(environment)
                                        .map(it -> Plan.marginFor(it, errorRate(history))));
    }

    /** What is promised, if that leaves room for a failure at all. */
    private static Optional<Double> availability(EnvironmentDefinition environment) {
        return environment
                .slo()
                .map(SloSettings::availability)
                .filter(share -> !share.equals(Share.ALL))
                .map(share -> share.basisPoints() / BASIS_POINTS);
    }

    private static double errorRate(List<TrafficMinute> history) {
        long requests = history.stream().mapToLong(TrafficMinute::requests).sum();
        long errors = history.stream().mapToLong(TrafficMinute::errors).sum();
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /** Beside a first release there is nothing to compare with, and nothing to reckon harm by. */
    private Pace pace(
            Promotion promotion, EnvironmentDefinition environment, Past past, Instant at) {
        Optional<RolloutPlan.Spendable> budget = promotion.plan().budget();
        if (budget.isEmpty() || promotion.subject().first()) {
            return schedule(promotion);
        }
        TrafficSettings.DataPlane plane = environment.traffic().plane();
        return Budgets.of(
                budget.get(),
                Forecasts.of(past.minutes(), at),
                errorRate(past.history()),
                Reaction.of(
                        plane,
                        past.promotions().stream()
                                .filter(it -> it.state() instanceof PromotionState.RolledBack)
                                .filter(it -> wentThrough(it, plane))
                                .toList()));
    }

    private boolean wentThrough(Promotion promotion, TrafficSettings.DataPlane plane) {
        return environment(promotion.subject())
                .map(it -> it.traffic().plane().getClass().equals(plane.getClass()))
                .orElse(false);
    }

    private Optional<EnvironmentDefinition> environment(Promotion.Subject subject) {
        return services.service(subject.service(), subject.serviceVersion())
                .flatMap(service -> service.environment(subject.environment()));
    }

    private static Schedule schedule(Promotion promotion) {
        List<Integer> steps =
                promotion.plan().steps().isEmpty()
                        ? NEVER_TAKEN
                        : promotion.plan().steps().stream().map(Share::basisPoints).toList();
        return new Schedule(steps, promotion.plan().stepTime(), FEWEST_REQUESTS);
    }

    private static Rails rails(EnvironmentDefinition environment) {
        JudgeSettings.Rails rails = environment.judge().rails();
        Rails always =
                new Rails(
                        rails.errorRate().basisPoints() / BASIS_POINTS,
                        rails.restarts(),
                        Rails.DEFAULT.notReadyPolls(),
                        rails.blind(),
                        Optional.empty());
        return availability(environment).map(always::withAvailability).orElse(always);
    }

    private static Dispersion dispersion(List<TrafficMinute> history) {
        Map<Instant, List<Long>> byMinute = new TreeMap<>();
        for (TrafficMinute minute : history) {
            byMinute.computeIfAbsent(minute.minute(), at -> new ArrayList<>()).add(minute.errors());
        }
        return byMinute.size() < FEWEST_MINUTES
                ? Dispersion.DEFAULT
                : Dispersion.measured(List.copyOf(byMinute.values()));
    }
}
