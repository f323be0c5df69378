package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Model;
import dev.surefoot.bench.decisions.world.Traffic;
import dev.surefoot.judge.Routing;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One row of the matrix.
 *
 * @param name short, unique, and what the seeds are made of
 * @param family what it is for
 * @param traffic both arms' traffic
 * @param fault what is wrong with the canary; empty: nothing
 * @param share the share that nobody changes; empty: every rule plays its own schedule
 * @param seconds length of a scrape
 * @param horizon seconds after which nobody looks any more
 * @param routing as declared to rules that ask
 * @param sweep whether knobs are swept here
 */
public record Scenario(
        String name,
        Family family,
        Traffic traffic,
        Optional<Fault> fault,
        OptionalDouble share,
        int seconds,
        long horizon,
        Routing routing,
        boolean sweep) {
    /** What a scenario is for. */
    public enum Family {
        /** Both arms the same, fixed share: every rollback is false. */
        SAME,
        /** A bad canary at a fixed share: how many requests until it is found? */
        DETECTION,
        /** Each with its own schedule: harm and time. */
        RELEASE,
        /** A slow canary at a fixed share: how many requests until it is found? */
        LATENCY,
        /** Both arms go bad: a comparison rightly sees nothing. */
        BOTH_BAD
    }

    /** A fixed share of 5 %, scrapes of a second, an hour, requests drawn anew, nothing wrong. */
    static Scenario same(String name, Traffic traffic) {
        return new Scenario(
                name,
                Family.SAME,
                traffic,
                Optional.empty(),
                OptionalDouble.of(.05),
                1,
                3_600,
                Routing.REQUEST,
                false);
    }

    /** The same with a fault. */
    static Scenario detection(String name, Traffic traffic, Fault fault) {
        return new Scenario(
                name,
                Family.DETECTION,
                traffic,
                Optional.of(fault),
                OptionalDouble.of(.05),
                1,
                3_600 + fault.onset(),
                Routing.REQUEST,
                false);
    }

    /** Everybody's own schedule, an hour; six without a fault. */
    static Scenario release(String name, Traffic traffic, Optional<Fault> fault) {
        return new Scenario(
                name,
                Family.RELEASE,
                traffic,
                fault,
                OptionalDouble.empty(),
                1,
                fault.isPresent() ? 3_600 : 6 * 3_600,
                Routing.REQUEST,
                false);
    }

    Scenario family(Family other) {
        return new Scenario(name, other, traffic, fault, share, seconds, horizon, routing, sweep);
    }

    Scenario share(double other) {
        return new Scenario(
                name,
                family,
                traffic,
                fault,
                OptionalDouble.of(other),
                seconds,
                horizon,
                routing,
                sweep);
    }

    Scenario every(int otherSeconds) {
        return new Scenario(
                name, family, traffic, fault, share, otherSeconds, horizon, routing, sweep);
    }

    Scenario until(long otherHorizon) {
        return new Scenario(
                name, family, traffic, fault, share, seconds, otherHorizon, routing, sweep);
    }

    Scenario byUser() {
        return new Scenario(
                name, family, traffic, fault, share, seconds, horizon, Routing.USER, sweep);
    }

    Scenario swept() {
        return new Scenario(name, family, traffic, fault, share, seconds, horizon, routing, true);
    }

    /**
     * Whether it only varies rate or share of independent traffic, or has a recorded shape: played
     * less often than the kinds of traffic for which a rate of false rollbacks is promised.
     */
    boolean variant() {
        return switch (traffic.model()) {
            case Model.Recorded _ -> true;
            case Model.Independent _ ->
                    traffic.rps() >= 1 && (traffic.errorRate() != .001 || share.orElse(0) != .05);
            case Model.Diurnal _,
                    Model.Incident _,
                    Model.Clusters _,
                    Model.Overload _,
                    Model.Uneven _,
                    Model.Resets _,
                    Model.Gaps _ ->
                    false;
        };
    }

    /** The two-sample limit where it is known: a fault from a stated rate at a fixed share. */
    OptionalDouble limit(double alpha) {
        boolean known =
                !(traffic.model() instanceof Model.Recorded)
                        && !fault.map(Fault::onlySlow).orElse(false);
        return known && fault.isPresent() && share.isPresent()
                ? OptionalDouble.of(
                        Limit.requests(
                                fault.get().errorRate(),
                                traffic.errorRate(),
                                share.getAsDouble(),
                                alpha))
                : OptionalDouble.empty();
    }
}
