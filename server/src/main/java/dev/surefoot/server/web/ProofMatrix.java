package dev.surefoot.server.web;

import dev.surefoot.server.schema.Proof;
import dev.surefoot.server.web.SchemaModel.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Old and new version against each state of the schema. Pure. */
final class ProofMatrix {
    private static final List<String> STATES =
            List.of("BEFORE", "EXPANDED", "BACKFILLED", "CONTRACTED");
    private static final List<String> APPS = List.of("OLD", "NEW");

    private ProofMatrix() {}

    /**
     * The matrix of a trial.
     *
     * @param runs how many statements were executed, by {@code OLD EXPANDED} and the like
     */
    static Matrix of(Optional<Proof> proof, Map<String, Long> runs) {
        List<Matrix.Row> rows = new ArrayList<>();
        List<Matrix.Failing> failing = new ArrayList<>();
        for (String app : APPS) {
            List<Matrix.Box> boxes = new ArrayList<>();
            for (String state : STATES) {
                Optional<Proof.Cell> cell = proof.flatMap(it -> it.cell(app, state));
                boxes.add(box(cell, app, state, runs));
                cell.filter(it -> !it.broken().isEmpty())
                        .ifPresent(
                                it ->
                                        failing.add(
                                                new Matrix.Failing(
                                                        version(app) + ", " + words(state),
                                                        it.broken())));
            }
            rows.add(new Matrix.Row(version(app), boxes));
        }
        return new Matrix(STATES.stream().map(ProofMatrix::words).toList(), rows, failing);
    }

    private static Matrix.Box box(
            Optional<Proof.Cell> cell, String app, String state, Map<String, Long> runs) {
        if (cell.isEmpty()) {
            return new Matrix.Box(Tone.QUIET, "Not tried", "");
        }
        Long run = runs.get(app + " " + state);
        String ran = run == null ? "" : run == 1 ? "1 statement" : Text.count(run) + " statements";
        return switch (cell.get().verdict()) {
            case PASS -> new Matrix.Box(Tone.GOOD, "Pass", ran);
            case INCONCLUSIVE -> new Matrix.Box(Tone.HELD, "Unknown", ran);
            case FAIL -> failed(app, state, ran);
        };
    }

    /** Two of them are to be expected, and say what must come when. */
    private static Matrix.Box failed(String app, String state, String ran) {
        return switch (app + " " + state) {
            case "OLD CONTRACTED" -> new Matrix.Box(Tone.HELD, "Fail", "so there is no way back");
            case "NEW BEFORE" -> new Matrix.Box(Tone.QUIET, "Fail", "so expand comes first");
            default -> new Matrix.Box(Tone.BAD, "Fail", ran);
        };
    }

    private static String version(String app) {
        return app.equals("OLD") ? "Old version" : "New version";
    }

    private static String words(String state) {
        return state.toLowerCase(java.util.Locale.ROOT);
    }
}
