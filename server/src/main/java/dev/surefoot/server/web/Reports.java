package dev.surefoot.server.web;

import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.schema.SchemaStore;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The reports of trials, each read once: they may be large, and pages look each second. Safe for
 * use by many threads.
 */
final class Reports {
    private static final int MANY = 32;

    private final SchemaStore store;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<Trial, TrialReport> read = new LinkedHashMap<>();

    Reports(SchemaStore store) {
        this.store = store;
    }

    /** One trial of a change. */
    private record Trial(UUID change, Instant at) {}

    /** What the last trial of a change said; while another one runs, nothing is known. */
    TrialReport of(SchemaChange change) {
        Optional<Trial> trial =
                change.proof()
                        .map(Proof::at)
                        .or(() -> refused(change))
                        .map(at -> new Trial(change.id(), at));
        return trial.map(this::of).orElse(TrialReport.NONE);
    }

    private static Optional<Instant> refused(SchemaChange change) {
        return change.state() instanceof SchemaState.Refused refused
                ? Optional.of(refused.since())
                : Optional.empty();
    }

    private TrialReport of(Trial trial) {
        reading.lock();
        try {
            TrialReport known = read.get(trial);
            if (known != null) {
                return known;
            }
            Optional<TrialReport> found = store.report(trial.change()).map(ReportReader::read);
            found.ifPresent(report -> keep(trial, report));
            return found.orElse(TrialReport.NONE);
        } finally {
            reading.unlock();
        }
    }

    private void keep(Trial trial, TrialReport report) {
        if (read.size() >= MANY) {
            read.remove(read.keySet().iterator().next());
        }
        read.put(trial, report);
    }
}
