package dev.surefoot.server.promotion;

import static dev.surefoot.server.gate.FactName.Type.BOOLEAN;
import static dev.surefoot.server.gate.FactName.Type.DURATION;

import dev.surefoot.server.environment.SloSettings;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.Fact.PassedOver;
import dev.surefoot.server.gate.FactName;
import dev.surefoot.server.gate.FactSource;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.gate.Need;
import dev.surefoot.server.rollback.RollbackPhase;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the same bytes did in the environment before this one: from completed promotions and the
 * traffic that was counted there. Safe for use by many threads.
 *
 * <p>What counts is the time since the promotion's completion there, without the time in which
 * another version had all traffic. So a newer candidate on its way takes nothing away from an older
 * one, and one that was complete and was taken back lends it nothing. Traffic is judged over the
 * last 60 whole minutes of that time, together.
 */
public final class PreviousFacts implements FactSource {
    private static final String SAME = "previous.same_digest";
    private static final String VERIFIED = "previous.verified";
    private static final String EXPOSED = "previous.exposed_for";
    private static final int LOOKED_AT = 200;
    private static final Duration JUDGED = Duration.ofMinutes(60);

    /** Counts are saved every five seconds. */
    private static final Duration SAVED_LATE = Duration.ofSeconds(10);

    private final Past past;

    public PreviousFacts(Past past) {
        this.past = past;
    }

    /** What happened, from the stores that know it. */
    public interface Past {
        /** The environment before the subject's, as the pinned definition has it. */
        Optional<Before> before(GateSubject subject);

        /** The promotions of one place, newest first. */
        List<Promotion> newest(String service, String environment, int limit);

        /** When all traffic was first to go to a promotion's version; empty if it never was. */
        Optional<Instant> everybodyFrom(Promotion promotion);

        /** The minutes of one route, oldest first. */
        List<TrafficMinute> minutes(RouteKey route, Instant from);

        /** Upper bounds of the minutes' latency buckets; empty if nothing was counted. */
        List<Long> boundsMs(RouteKey route);
    }

    /** An environment and what its users are promised. */
    public record Before(String environment, Optional<SloSettings> slo) {}

    /** When the bytes served there, in order of time. */
    private record Stay(RouteKey route, Arms arms, List<Span> times) {}

    @Override
    public List<FactName> supplies() {
        return List.of(
                new FactName(SAME, BOOLEAN, "the same bytes completed in the environment before"),
                new FactName(VERIFIED, BOOLEAN, "they met that environment's slo"),
                new FactName(EXPOSED, DURATION, "how long they were exposed there"));
    }

    @Override
    public Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at) {
        Optional<Before> before = past.before(subject);
        if (before.isEmpty()) {
            return all(
                    Fact.absent(
                            "%s goes to no environment before %s: require no gate there that asks"
                                            .formatted(subject.service(), subject.environment())
                                    + " for one"));
        }
        String name = before.get().environment();
        Optional<Stay> stay = stay(subject, name, at);
        if (stay.isEmpty()) {
            Fact absent =
                    Fact.absent(
                            "%s has not completed in %s, or was taken back: promote it there first"
                                    .formatted(subject.artifact(), name));
            return Map.of(SAME, Fact.known(false), VERIFIED, absent, EXPOSED, absent);
        }
        return Map.of(
                SAME, Fact.known(true),
                VERIFIED, verified(before.get(), stay.get()),
                EXPOSED, Fact.known(Span.sum(stay.get().times())));
    }

    private static Map<String, Fact> all(Fact fact) {
        return Map.of(SAME, fact, VERIFIED, fact, EXPOSED, fact);
    }

    private Optional<Stay> stay(GateSubject subject, String environment, Instant at) {
        List<Span> others = new ArrayList<>();
        for (Promotion each : past.newest(subject.service(), environment, LOOKED_AT)) {
            boolean same = each.subject().artifact().equals(subject.artifact());
            if (same && each.state() instanceof PromotionState.Completed completed) {
                RouteKey route = new RouteKey(subject.service(), environment);
                List<Span> own = new Span(completed.since(), at).without(others);
                return each.arms().map(arms -> new Stay(route, arms, own));
            }
            everybody(each, at).ifPresent(others::add);
        }
        return Optional.empty();
    }

    /** When a promotion's version had all traffic, if it ever had; before, the older one served. */
    private Optional<Span> everybody(Promotion promotion, Instant at) {
        return promotion
                .exposedAt()
                .flatMap(exposed -> past.everybodyFrom(promotion))
                .map(from -> new Span(from, backAt(promotion.state()).orElse(at)));
    }

    /** When the router had given all traffic back; empty while it has not. */
    private static Optional<Instant> backAt(PromotionState state) {
        return switch (state) {
            case PromotionState.RolledBack back -> Optional.of(back.times().executedAt());
            case PromotionState.RollingBack back ->
                    switch (back.phase()) {
                        case RollbackPhase.Switching _ -> Optional.empty();
                        case RollbackPhase.Verifying phase -> Optional.of(phase.executedAt());
                        case RollbackPhase.Stopping phase -> Optional.of(phase.executedAt());
                    };
            case PromotionState.Exposing _ -> Optional.empty();
            case PromotionState.Judging _ -> Optional.empty();
            case PromotionState.Watching _ -> Optional.empty();
            case PromotionState.Baking _ -> Optional.empty();
            case PromotionState.Frozen _ -> Optional.empty();
            case PromotionState.Completed _ -> Optional.empty();
            case PromotionState.Requested _ -> Optional.empty();
            case PromotionState.Gated _ -> Optional.empty();
            case PromotionState.Preparing _ -> Optional.empty();
            case PromotionState.Expanding _ -> Optional.empty();
            case PromotionState.Failed _ -> Optional.empty();
            case PromotionState.Superseded _ -> Optional.empty();
        };
    }

    private Fact verified(Before before, Stay stay) {
        if (before.slo().isEmpty()) {
            return Fact.absent(
                    "environment %s has no slo: write one in surefoot.yaml"
                            .formatted(before.environment()));
        }
        return switch (Sli.of(before.slo().get(), minutes(stay), past.boundsMs(stay.route()))) {
            case Sli.Met _ -> Fact.known(true);
            case Sli.Missed(String why) ->
                    new Fact.Known(
                            false, List.of(), List.of(new PassedOver("", why)), Optional.empty());
            case Sli.Unknown(String why) -> Fact.absent(before.environment() + ": " + why);
        };
    }

    private List<TrafficMinute> minutes(Stay stay) {
        List<Span> judged = Span.last(stay.times(), JUDGED);
        if (judged.isEmpty()) {
            return List.of();
        }
        Instant from = judged.getFirst().from().truncatedTo(ChronoUnit.MINUTES);
        return past.minutes(stay.route(), from).stream()
                .filter(minute -> minute.slot() == stay.arms().canarySlot())
                .filter(minute -> judged.stream().anyMatch(span -> whole(minute.minute(), span)))
                .toList();
    }

    private static boolean whole(Instant minute, Span span) {
        Instant end = span.until().minus(SAVED_LATE);
        return !minute.isBefore(span.from()) && !minute.plus(1, ChronoUnit.MINUTES).isAfter(end);
    }
}
