package dev.surefoot.server.runtime;

import dev.surefoot.server.process.Ports;
import dev.surefoot.server.process.ProcessId;
import dev.surefoot.server.process.Programs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Runs instances as processes of this machine that outlive the server. Safe for use by many
 * threads; calls on one slot exclude each other, except that looking at readiness holds up nobody.
 *
 * <p>Guarantees: a process is ours by pid and start, never by pid alone; each is in {@link
 * Instances} before it exists, so that a server killed at any instruction finds it again; what is
 * started had the launch's digest immediately before.
 */
public final class ProcessRuntime implements Runtime, AutoCloseable {
    private static final int LOOKS = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Launcher launcher;
    private final Instances instances;
    private final InstantSource clock;
    private final ReadinessClient client = new ReadinessClient();
    private final Map<Seat, Tracked> tracks = new ConcurrentHashMap<>();
    private final Map<Place, ReentrantLock> locks = new ConcurrentHashMap<>();

    /**
     * @param directory for artifacts, configurations and output; made when needed
     */
    public ProcessRuntime(Path directory, Instances instances, InstantSource clock) {
        this.launcher = new Launcher(directory.toAbsolutePath(), instances, clock);
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Preparation prepare(Launch launch) {
        return alone(
                launch.place(),
                () -> {
                    List<LaunchRow> rows = settled(launch.place());
                    return command(launch)
                            .or(() -> launcher.fetch(launch))
                            .or(() -> ports(launch, rows))
                            .<Preparation>map(Preparation.Refused::new)
                            .orElseGet(Preparation.Prepared::new);
                });
    }

    @Override
    public Start start(Launch launch) {
        return alone(launch.place(), () -> startAlone(launch));
    }

    private Start startAlone(Launch launch) {
        long current = instances.fence(launch.place(), launch.token());
        if (current > launch.token()) {
            return new Start.Refused(new Refusal.StaleToken(launch.token(), current));
        }
        List<LaunchRow> rows = settled(launch.place());
        Optional<Refusal> refusal =
                occupied(launch, rows).or(() -> command(launch)).or(() -> ports(launch, rows));
        if (refusal.isPresent()) {
            return new Start.Refused(refusal.get());
        }
        instances.leaving(launch.place(), false);
        Map<String, LaunchRow> byName = byName(rows);
        int started = 0;
        for (int i = 0; i < launch.ports().size(); i++) {
            LaunchRow row = byName.get(launch.place().instance(i));
            if (row != null && row.open()) {
                continue;
            }
            int restarts = row == null ? 0 : row.restartsOf(launch.version());
            Optional<Refusal> failed = launcher.start(launch, i, restarts);
            if (failed.isPresent()) {
                return new Start.Refused(failed.get());
            }
            started++;
        }
        return new Start.Started(started);
    }

    @Override
    public SlotHealth observe(Launch launch) {
        Map<String, LaunchRow> rows = byName(alone(launch.place(), () -> settled(launch.place())));
        List<Callable<InstanceHealth>> looks = new ArrayList<>();
        for (int i = 0; i < launch.ports().size(); i++) {
            String instance = launch.place().instance(i);
            int port = launch.ports().get(i);
            Optional<LaunchRow> row =
                    Optional.ofNullable(rows.get(instance))
                            .filter(known -> known.version().equals(launch.version()))
                            .filter(known -> known.port() == port);
            looks.add(
                    () ->
                            new InstanceHealth(
                                    instance,
                                    port,
                                    row.<Health>map(known -> health(launch, known))
                                            .orElseGet(Health.Missing::new),
                                    row.map(LaunchRow::restarts).orElse(0),
                                    row.flatMap(LaunchRow::startedAt)));
        }
        return new SlotHealth(Parallel.all(looks));
    }

    private Health health(Launch launch, LaunchRow row) {
        if (row.ending().isPresent()) {
            return switch (row.ending().get()) {
                case DIED -> new Health.Dead(launcher.output(row).path());
                case STOPPED -> new Health.Stopped();
                case NEVER_STARTED -> new Health.Missing();
            };
        }
        Health seen = readiness(launch, row).health();
        // Only now: somebody else may answer on the port of a process that has just died.
        if (!row.process().map(ProcessId::isAlive).orElse(false)) {
            return row.leaving()
                    ? new Health.Stopped()
                    : new Health.Dead(launcher.output(row).path());
        }
        if (seen instanceof Health.Ready && row.readyAt().isEmpty()) {
            instances.ready(row.launch(), clock.instant());
        }
        return seen;
    }

    private ReadinessTrack readiness(Launch launch, LaunchRow row) {
        Readiness settings = launch.readiness();
        Seat seat = new Seat(row.place(), row.instance());
        Tracked before =
                tracks.compute(
                        seat,
                        (key, known) ->
                                known != null && known.launch().equals(row.launch())
                                        ? known
                                        : Tracked.begin(row));
        if (!before.track().due(settings, System.nanoTime())) {
            return before.track();
        }
        Probe probe = client.ask(row.port(), settings);
        ReadinessTrack after =
                before.track().after(probe, launch.version().digest(), settings, System.nanoTime());
        // Two observers at once count one look: whoever is second drops what it saw.
        tracks.replace(seat, before, new Tracked(row.launch(), after));
        return after;
    }

    @Override
    public Stop drain(Place place, long token) {
        return alone(
                place,
                () -> {
                    long current = instances.fence(place, token);
                    if (current > token) {
                        return new Stop.StaleToken(current);
                    }
                    List<LaunchRow> rows = settled(place);
                    instances.leaving(place, true);
                    return new Stop.Done((int) rows.stream().filter(LaunchRow::open).count());
                });
    }

    @Override
    public Stop stop(Place place, long token, Duration deadline) {
        return alone(place, () -> stopAlone(place, token, deadline));
    }

    @Override
    public List<Occupied> occupied() {
        return instances.occupied().stream()
                .flatMap(place -> instances.newest(place).stream())
                .filter(LaunchRow::open)
                .map(row -> new Occupied(row.place(), row.version()))
                .distinct()
                .toList();
    }

    /**
     * Ends every instance there is, whoever's, side by side: for whoever stops all of Surefoot.
     * What should run is not changed, so the next server brings it back.
     *
     * @return what is left running, named; empty if nothing is
     */
    public List<String> stopEverything(Duration deadline) {
        List<Callable<Optional<String>>> ends = new ArrayList<>();
        for (Place place : instances.occupied()) {
            long newest = instances.fence(place, 0);
            ends.add(
                    () ->
                            stop(place, newest, deadline) instanceof Stop.StillRunning still
                                    ? Optional.of(still.why())
                                    : Optional.empty());
        }
        return Parallel.all(ends).stream().flatMap(Optional::stream).toList();
    }

    private Stop stopAlone(Place place, long token, Duration deadline) {
        long current = instances.fence(place, token);
        if (current > token) {
            return new Stop.StaleToken(current);
        }
        // First of all, so that nobody takes the end for a crash if we are killed meanwhile.
        instances.leaving(place, true);
        List<LaunchRow> open = settled(place).stream().filter(LaunchRow::open).toList();
        List<Callable<Optional<String>>> ends = new ArrayList<>();
        for (LaunchRow row : open) {
            ends.add(
                    () ->
                            launcher.end(row, deadline)
                                    ? Optional.empty()
                                    : Optional.of(row.instance() + " " + row.process()));
        }
        List<String> left = Parallel.all(ends).stream().flatMap(Optional::stream).toList();
        return left.isEmpty()
                ? new Stop.Done(open.size())
                : new Stop.StillRunning(String.join(", ", left));
    }

    private static Optional<Refusal> occupied(Launch launch, List<LaunchRow> rows) {
        return rows.stream()
                .filter(LaunchRow::open)
                .filter(row -> !belongs(launch, row))
                .findFirst()
                .map(row -> new Refusal.SlotOccupied(launch.place(), row.version()));
    }

    private static boolean belongs(Launch launch, LaunchRow row) {
        int index = launch.ports().indexOf(row.port());
        return row.version().equals(launch.version())
                && index >= 0
                && launch.place().instance(index).equals(row.instance());
    }

    private static Optional<Refusal> command(Launch launch) {
        String program = launch.command().getFirst();
        return program.contains("${") || Programs.find(program).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal.CommandNotFound(program));
    }

    /** Ports that are not our own and taken. */
    private static Optional<Refusal> ports(Launch launch, List<LaunchRow> rows) {
        for (int i = 0; i < launch.ports().size(); i++) {
            int port = launch.ports().get(i);
            boolean own = rows.stream().anyMatch(row -> row.open() && row.port() == port);
            if (!own && taken(port)) {
                return Optional.of(
                        new Refusal.PortInUse(
                                launch.place().instance(i), port, Ports.holder(port)));
            }
        }
        return Optional.empty();
    }

    /** The port of a process that was just killed outlives it by moments, and nobody holds it. */
    private static boolean taken(int port) {
        for (int look = 0; look < LOOKS && Ports.inUse(port); look++) {
            if (Ports.holder(port).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return Ports.inUse(port);
    }

    /** The slot's newest launches, after what has become of them was written down. */
    private List<LaunchRow> settled(Place place) {
        List<LaunchRow> before = instances.newest(place);
        boolean changed = false;
        for (LaunchRow row : before) {
            changed |= launcher.settle(row);
        }
        return changed ? instances.newest(place) : before;
    }

    private static Map<String, LaunchRow> byName(List<LaunchRow> rows) {
        Map<String, LaunchRow> byName = new HashMap<>();
        rows.forEach(row -> byName.put(row.instance(), row));
        return byName;
    }

    private <T> T alone(Place place, Supplier<T> work) {
        ReentrantLock lock = locks.computeIfAbsent(place, key -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Stops looking; the instances run on. */
    @Override
    public void close() {
        client.close();
    }

    private record Seat(Place place, String instance) {}

    private record Tracked(UUID launch, ReadinessTrack track) {
        static Tracked begin(LaunchRow row) {
            return new Tracked(row.launch(), ReadinessTrack.begin(row.readyAt().isPresent()));
        }
    }
}
