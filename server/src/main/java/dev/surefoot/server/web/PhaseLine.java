package dev.surefoot.server.web;

import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.schema.SchemaState;
import dev.surefoot.server.schema.SchemaStore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How far a change is on its way from expand by backfill to contract. Pure. */
final class PhaseLine {
    /** The states in the order of their way; what ended elsewhere stands where it was left. */
    private static final List<String> WAY =
            List.of(
                    "PROVING",
                    "PROVEN",
                    "EXPANDING",
                    "EXPANDED",
                    "BACKFILLING",
                    "SETTLED",
                    "CONTRACTING",
                    "COMPLETE");

    private PhaseLine() {}

    /** How a phase stands. */
    private record Stand(Tone tone, String words, boolean current) {}

    static List<SchemaModel.Phase> of(SchemaChange change, List<SchemaStore.Event> events) {
        int reached = WAY.indexOf(reached(change, events));
        boolean open = !change.state().ended();
        List<SchemaModel.Phase> line = new ArrayList<>();
        for (Proof.Phase phase : Proof.Phase.values()) {
            boolean first = line.stream().noneMatch(SchemaModel.Phase::current);
            Stand stand = stand(change, phase, reached, open && first);
            boolean done = reached >= WAY.indexOf(after(phase));
            line.add(
                    new SchemaModel.Phase(
                            name(phase),
                            does(phase),
                            stand.tone(),
                            stand.words(),
                            done && has(change, phase)
                                    ? at(events, after(phase))
                                    : Optional.empty(),
                            stand.current()));
        }
        return line;
    }

    private static Stand stand(SchemaChange change, Proof.Phase phase, int reached, boolean next) {
        if (change.proof().isEmpty()) {
            return new Stand(Tone.QUIET, "known after the trial", false);
        }
        if (!has(change, phase)) {
            return new Stand(Tone.QUIET, "nothing to do", false);
        }
        if (reached >= WAY.indexOf(after(phase))) {
            return new Stand(Tone.GOOD, "done", false);
        }
        if (reached == WAY.indexOf(during(phase))) {
            return change.state() instanceof SchemaState.Left
                    ? new Stand(Tone.HELD, "stopped on the way", true)
                    : change.state() instanceof SchemaState.Refused
                            ? new Stand(Tone.BAD, "refused", true)
                            : new Stand(Tone.MOVING, "under way", true);
        }
        if (change.state().ended()) {
            return new Stand(Tone.QUIET, "not begun", false);
        }
        return next
                ? new Stand(Tone.HELD, "waits", true)
                : new Stand(Tone.QUIET, "comes later", false);
    }

    /** A change that ended on its way stands where its last work was. */
    private static String reached(SchemaChange change, List<SchemaStore.Event> events) {
        if (change.state() instanceof SchemaState.Left left) {
            return left.reached();
        }
        return change.state() instanceof SchemaState.Refused
                ? events.reversed().stream()
                        .map(SchemaStore.Event::state)
                        .filter(WAY::contains)
                        .findFirst()
                        .orElse("PROVING")
                : change.state().label();
    }

    private static Optional<Instant> at(List<SchemaStore.Event> events, String state) {
        return events.reversed().stream()
                .filter(event -> event.state().equals(state))
                .map(SchemaStore.Event::at)
                .findFirst();
    }

    private static boolean has(SchemaChange change, Proof.Phase phase) {
        return change.proof()
                .filter(proof -> phase == Proof.Phase.BACKFILL ? proof.fills() : proof.has(phase))
                .isPresent();
    }

    private static String during(Proof.Phase phase) {
        return switch (phase) {
            case EXPAND -> "EXPANDING";
            case BACKFILL -> "BACKFILLING";
            case CONTRACT -> "CONTRACTING";
        };
    }

    private static String after(Proof.Phase phase) {
        return switch (phase) {
            case EXPAND -> "EXPANDED";
            case BACKFILL -> "SETTLED";
            case CONTRACT -> "COMPLETE";
        };
    }

    static String name(Proof.Phase phase) {
        return switch (phase) {
            case EXPAND -> "Expand";
            case BACKFILL -> "Backfill";
            case CONTRACT -> "Contract";
        };
    }

    private static String does(Proof.Phase phase) {
        return switch (phase) {
            case EXPAND -> "adds what the new version needs";
            case BACKFILL -> "fills what was added";
            case CONTRACT -> "takes away what only the old version needs";
        };
    }
}
