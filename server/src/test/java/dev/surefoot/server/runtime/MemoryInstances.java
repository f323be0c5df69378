package dev.surefoot.server.runtime;

import dev.surefoot.server.process.ProcessId;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Remembers launches, and can be told to die at a call as a killed server does. */
final class MemoryInstances implements Instances {
    private final Map<UUID, LaunchRow> rows = new LinkedHashMap<>();
    private final Map<Place, Long> tokens = new HashMap<>();
    private String dieAt = "";

    /** From now on the call of this name is the one that never happens. */
    void dieAt(String call) {
        dieAt = call;
    }

    List<LaunchRow> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized long fence(Place place, long token) {
        return tokens.merge(place, token, Math::max);
    }

    @Override
    public synchronized List<LaunchRow> newest(Place place) {
        Map<String, LaunchRow> newest = new HashMap<>();
        rows.values().stream()
                .filter(row -> row.place().equals(place))
                .forEach(row -> newest.put(row.instance(), row));
        return newest.values().stream().sorted(Comparator.comparing(LaunchRow::instance)).toList();
    }

    @Override
    public synchronized void intend(LaunchRow launch) {
        rows.put(launch.launch(), launch);
        maybeDie("intend");
    }

    @Override
    public synchronized void started(UUID launch, ProcessId process, Instant at) {
        maybeDie("started");
        change(launch, row -> with(row, Optional.of(process), row.readyAt(), row.leaving()));
    }

    @Override
    public synchronized void ready(UUID launch, Instant at) {
        change(launch, row -> with(row, row.process(), Optional.of(at), row.leaving()));
    }

    @Override
    public synchronized void leaving(Place place, boolean wanted) {
        rows.replaceAll(
                (id, row) ->
                        row.place().equals(place) && row.open()
                                ? with(row, row.process(), row.readyAt(), wanted)
                                : row);
    }

    @Override
    public synchronized List<Place> occupied() {
        return rows.values().stream()
                .filter(LaunchRow::open)
                .map(LaunchRow::place)
                .distinct()
                .toList();
    }

    @Override
    public synchronized void ended(UUID launch, LaunchRow.Ending ending, Instant at) {
        change(
                launch,
                row ->
                        new LaunchRow(
                                row.launch(),
                                row.place(),
                                row.instance(),
                                row.port(),
                                row.version(),
                                row.restarts(),
                                row.intendedAt(),
                                row.process(),
                                row.startedAt(),
                                row.readyAt(),
                                row.leaving(),
                                row.ending().or(() -> Optional.of(ending))));
    }

    private void change(UUID launch, UnaryOperator<LaunchRow> change) {
        rows.computeIfPresent(launch, (id, row) -> change.apply(row));
    }

    private void maybeDie(String call) {
        if (dieAt.equals(call)) {
            dieAt = "";
            throw new Killed(call);
        }
    }

    private static LaunchRow with(
            LaunchRow row,
            Optional<ProcessId> process,
            Optional<Instant> readyAt,
            boolean leaving) {
        return new LaunchRow(
                row.launch(),
                row.place(),
                row.instance(),
                row.port(),
                row.version(),
                row.restarts(),
                row.intendedAt(),
                process,
                process.map(known -> row.intendedAt()),
                readyAt,
                leaving,
                row.ending());
    }

    /** What a killed server would not even throw. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Killed(String call) {
            super("killed at " + call);
        }
    }
}
