package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.proof.Cells;
import dev.surefoot.schema.proof.Matrix;
import dev.surefoot.schema.proof.State;
import dev.surefoot.schema.proof.Step;
import dev.surefoot.schema.proof.Versions;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.shadow.ShadowDatabase;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Executes both versions' statements on a copy of what production has. A recording brings its own
 * rows; statements written by hand find a few generated ones in tables that the migrations left
 * empty, unless the change fails on those.
 */
record AppProver(CheckRequest.Applications versions, Layout layout) implements Prover {
    @Override
    public Proven prove(Trials before, List<MigrationFile> files) {
        if (versions.old().isEmpty() && versions.fresh().isEmpty()) {
            return Proven.NOTHING;
        }
        Cells cells = before.alone(database -> cells(database, files));
        return new CellsOfFiles(cells, versions, files).proven();
    }

    private Cells cells(ShadowDatabase database, List<MigrationFile> files) {
        if (byHand()) {
            try (ShadowDatabase seeded = database.shadow().copyOf(database)) {
                Seeds.plant(seeded, layout);
                List<Step> path = path(seeded, files);
                if (Matrix.bears(seeded, path, both())) {
                    return matrix(seeded, path);
                }
            }
        }
        return matrix(database, files.stream().flatMap(FilePath::of).toList());
    }

    private Cells matrix(ShadowDatabase before, List<Step> path) {
        return Matrix.prove(before, path, both(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Tables that the change makes get a few rows, too, before anybody asks for some. */
    private static List<Step> path(ShadowDatabase copy, List<MigrationFile> files) {
        List<Step> path = new ArrayList<>(files.stream().flatMap(FilePath::of).toList());
        if (path.stream().anyMatch(step -> step.state() == State.EXPANDED)) {
            Set<String> before = Seeds.tables(copy);
            path.add(
                    new Step(
                            State.EXPANDED,
                            "rows of new tables",
                            false,
                            database -> {
                                Seeds.plantExcept(database, before);
                                return Optional.empty();
                            }));
        }
        return path;
    }

    private Versions both() {
        return Versions.of(versions.old(), versions.fresh());
    }

    private boolean byHand() {
        return Stream.of(versions.old(), versions.fresh())
                .filter(it -> !it.isEmpty())
                .noneMatch(it -> it.source() == StatementSource.RECORDING);
    }
}
