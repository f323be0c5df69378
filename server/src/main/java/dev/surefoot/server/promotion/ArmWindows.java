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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the judge's windows of what the router counted and how the instances are. Pure. */
final class ArmWindows {
    private ArmWindows() {}

    /** One window between two readings; a gap if they can't be compared. */
    static Window window(
            CounterSnapshot before,
            CounterSnapshot now,
            Deltas deltas,
            Share share,
            Arms arms,
            ArmHealth health) {
        boolean gap = deltas instanceof Deltas.Gap;
        Map<Slot, List<Increment>> bySlot =
                deltas instanceof Deltas.Window whole
                        ? whole.increments().stream()
                                .collect(Collectors.groupingBy(Increment::slot))
                        : Map.of();
        return new Window(
                now.takenAt().toEpochMilli(),
                before.takenAt(),
                now.takenAt(),
                share.basisPoints(),
                arm(
                        bySlot.getOrDefault(arms.canarySlot(), List.of()),
                        health.canary(),
                        before.takenAt()),
                arm(
                        bySlot.getOrDefault(arms.baselineSlot(), List.of()),
                        health.baseline(),
                        before.takenAt()),
                gap);
    }

    private static List<Counts> arm(List<Increment> increments, SlotHealth health, Instant since) {
        Map<String, Increment> counted =
                increments.stream()
                        .collect(Collectors.toMap(Increment::instance, Function.identity()));
        List<Counts> arm = new ArrayList<>();
        for (InstanceHealth instance : health.instances()) {
            Increment increment = counted.get(instance.instance());
            arm.add(
                    new Counts(
                            instance.instance(),
                            increment == null ? 0 : increment.requests(),
                            increment == null ? 0 : increment.errors(),
                            List.of(),
                            List.of(),
                            increment != null,
                            new Vitals(
                                    instance.health() instanceof Health.Ready,
                                    restarted(instance, since) ? 1 : 0,
                                    0,
                                    0)));
        }
        return arm;
    }

    /** A process that is younger than the window, of an instance that had one before. */
    private static boolean restarted(InstanceHealth instance, Instant since) {
        return instance.restarts() > 0
                && instance.startedAt().filter(started -> started.isAfter(since)).isPresent();
    }
}
