package dev.surefoot.server.promotion;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Vitals;
import dev.surefoot.judge.Window;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Arms;
import dev.surefoot.server.runtime.Health;
import dev.surefoot.server.runtime.InstanceHealth;
import dev.surefoot.server.runtime.SlotHealth;
import dev.surefoot.server.traffic.CounterSnapshot;
import dev.surefoot.server.traffic.Deltas;
import dev.surefoot.server.traffic.Increment;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the judge's windows of what the router counted and how the instances are. Pure. */
final class ArmWindows {
    private ArmWindows() {}

    /** Two readings, and what happened between them. */
    record Counted(CounterSnapshot before, CounterSnapshot now, Deltas deltas) {
        static Counted between(CounterSnapshot before, CounterSnapshot now) {
            return new Counted(before, now, Deltas.between(before, now));
        }
    }

    /** Who served, how they are, and which of their durations count. */
    record Served(Arms arms, ArmHealth health, Durations durations) {}

    /** One window between two readings; a gap if they can't be compared. */
    static Window window(Counted counted, Share share, Served served) {
        Durations durations = served.durations();
        Map<Slot, List<Increment>> bySlot =
                counted.deltas() instanceof Deltas.Window whole
                        ? whole.increments().stream()
                                .collect(Collectors.groupingBy(Increment::slot))
                        : Map.of();
        return new Window(
                counted.now().takenAt().toEpochMilli(),
                counted.before().takenAt(),
                counted.now().takenAt(),
                share.basisPoints(),
                arm(
                        bySlot.getOrDefault(served.arms().canarySlot(), List.of()),
                        served.health().canary(),
                        Look.at(counted, durations, durations::newWarms)),
                arm(
                        bySlot.getOrDefault(served.arms().baselineSlot(), List.of()),
                        served.health().baseline(),
                        Look.at(counted, durations, durations::oldWarms)),
                counted.deltas() instanceof Deltas.Gap);
    }

    /** How one arm is looked at; {@code warms} says who warms up at an instant. */
    private record Look(
            Instant since,
            List<Long> boundsMs,
            Durations durations,
            boolean flawed,
            BiPredicate<InstanceHealth, Instant> warms) {
        static Look at(
                Counted counted, Durations durations, BiPredicate<InstanceHealth, Instant> warms) {
            return new Look(
                    counted.before().takenAt(),
                    counted.now().bucketBoundsMs(),
                    durations,
                    durations.flaw(counted.now(), counted.deltas()).isPresent(),
                    warms);
        }

        Counts timed(Counts counts, Increment increment, InstanceHealth instance) {
            return flawed || warms.test(instance, since)
                    ? counts.untimed()
                    : durations.timed(counts, increment, boundsMs);
        }
    }

    private static List<Counts> arm(List<Increment> increments, SlotHealth health, Look look) {
        Map<String, Increment> counted =
                increments.stream()
                        .collect(Collectors.toMap(Increment::instance, Function.identity()));
        List<Counts> arm = new ArrayList<>();
        for (InstanceHealth instance : health.instances()) {
            Increment increment = counted.get(instance.instance());
            Vitals vitals =
                    new Vitals(
                            instance.health() instanceof Health.Ready,
                            restarted(instance, look.since()) ? 1 : 0,
                            0,
                            0);
            arm.add(counts(instance, increment, look).with(vitals));
        }
        return arm;
    }

    private static Counts counts(
            InstanceHealth instance, @Nullable Increment increment, Look look) {
        String name = instance.instance();
        return increment == null
                ? Counts.of(name, 0, 0).stale()
                : look.timed(
                        Counts.of(name, increment.requests(), increment.errors()),
                        increment,
                        instance);
    }

    /** A process that is younger than the window, of an instance that had one before. */
    private static boolean restarted(InstanceHealth instance, Instant since) {
        return instance.restarts() > 0
                && instance.startedAt().filter(started -> started.isAfter(since)).isPresent();
    }
}
