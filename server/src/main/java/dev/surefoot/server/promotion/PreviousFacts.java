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
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.traffic.RouteKey;
import dev.surefoot.server.traffic.TrafficMinute;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the same bytes did in the environment before this one: from completed promotions and the
 * traffic that was counted there. Safe for use by many threads.
 *
 * <p>What counts is the time from the promotion's completion there until another version was
 * exposed that stayed, so that a newer candidate on its way takes nothing away from an older one.
 * Traffic is judged over the last 60 whole minutes of that time, together.
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

        /** The minutes of one route, oldest first. */
        List<TrafficMinute> minutes(RouteKey route, Instant from);

        /** Upper bounds of the minutes' latency buckets; empty if nothing was counted. */
        List<Long> boundsMs(RouteKey route);
    }

    /** An environment and what its users are promised. */
    public record Before(String environment, Optional<SloSettings> slo) {}

    /** When the bytes served there. */
    private record Stay(RouteKey route, Arms arms, Instant from, Instant until) {}

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
                EXPOSED, Fact.known(Duration.between(stay.get().from(), stay.get().until())));
    }

    private static Map<String, Fact> all(Fact fact) {
        return Map.of(SAME, fact, VERIFIED, fact, EXPOSED, fact);
    }

    private Optional<Stay> stay(GateSubject subject, String environment, Instant at) {
        Instant until = at;
        for (Promotion each : past.newest(subject.service(), environment, LOOKED_AT)) {
            boolean same = each.subject().artifact().equals(subject.artifact());
            if (same && each.state() instanceof PromotionState.Completed completed) {
                RouteKey route = new RouteKey(subject.service(), environment);
                Instant from = completed.since();
                Instant end = until.isBefore(from) ? from : until;
                return each.arms().map(arms -> new Stay(route, arms, from, end));
            }
            if (stayed(each.state())) {
                until = each.exposedAt().orElse(until);
            }
        }
        return Optional.empty();
    }

    /** Whether a newer version took traffic, and still has it or had it to its end. */
    private static boolean stayed(PromotionState state) {
        return switch (state) {
            case PromotionState.Exposing _ -> true;
            case PromotionState.Judging _ -> true;
            case PromotionState.Watching _ -> true;
            case PromotionState.Baking _ -> true;
            case PromotionState.Frozen _ -> true;
            case PromotionState.Completed _ -> true;
            case PromotionState.RollingBack _ -> false;
            case PromotionState.RolledBack _ -> false;
            case PromotionState.Requested _ -> false;
            case PromotionState.Gated _ -> false;
            case PromotionState.Preparing _ -> false;
            case PromotionState.Expanding _ -> false;
            case PromotionState.Failed _ -> false;
            case PromotionState.Superseded _ -> false;
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
        Instant oldest = stay.until().minus(JUDGED);
        Instant from = stay.from().isAfter(oldest) ? stay.from() : oldest;
        Instant end = stay.until().minus(SAVED_LATE);
        return past.minutes(stay.route(), from.truncatedTo(ChronoUnit.MINUTES)).stream()
                .filter(minute -> minute.slot() == stay.arms().canarySlot())
                .filter(minute -> !minute.minute().isBefore(from))
                .filter(minute -> !minute.minute().plus(1, ChronoUnit.MINUTES).isAfter(end))
                .toList();
    }
}
