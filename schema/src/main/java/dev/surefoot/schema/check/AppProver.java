package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.migration.MigrationFile;
import dev.surefoot.schema.proof.Cells;
import dev.surefoot.schema.proof.Matrix;
import dev.surefoot.schema.proof.Step;
import dev.surefoot.schema.proof.Versions;
import dev.surefoot.schema.proof.statement.StatementSource;
import dev.surefoot.schema.rows.RowHash;
import dev.surefoot.schema.rows.SeedRequest;
import dev.surefoot.schema.rows.Seeder;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Executes both versions' statements on a copy of what production has. A recording brings its own
 * rows; statements written by hand find a few generated ones in tables that the migrations left
 * empty, unless the change fails on those.
 */
record AppProver(CheckRequest.Applications versions, Layout layout) implements Prover {
    private static final int ROWS = 3;

    @Override
    public Proven prove(Trials before, List<MigrationFile> files) {
        if (versions.old().isEmpty() && versions.fresh().isEmpty()) {
            return Proven.NOTHING;
        }
        Cells cells = before.alone(database -> cells(database, files));
        return new CellsOfFiles(cells, versions).proven();
    }

    private Cells cells(ShadowDatabase database, List<MigrationFile> files) {
        List<Step> path = files.stream().flatMap(FilePath::of).toList();
        if (byHand()) {
            try (ShadowDatabase seeded = database.shadow().copyOf(database)) {
                seed(seeded);
                if (bears(seeded, path)) {
                    return matrix(seeded, path);
                }
            }
        }
        return matrix(database, path);
    }

    private Cells matrix(ShadowDatabase before, List<Step> path) {
        return Matrix.prove(
                before,
                path,
                Versions.of(versions.old(), versions.fresh()),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Generated rows may stand against a constraint that production's rows keep to. */
    private static boolean bears(ShadowDatabase seeded, List<Step> path) {
        try (ShadowDatabase copy = seeded.shadow().copyOf(seeded)) {
            for (Step each : path) {
                if (each.change().apply(copy).isPresent()) {
                    return false;
                }
            }
            return true;
        } catch (SQLException e) {
            throw new ShadowFailure("the change was not tried on rows: " + e.getMessage(), e);
        }
    }

    private boolean byHand() {
        return Stream.of(versions.old(), versions.fresh())
                .filter(it -> !it.isEmpty())
                .noneMatch(it -> it.source() == StatementSource.RECORDING);
    }

    private void seed(ShadowDatabase copy) {
        try (Connection connection = copy.connect()) {
            Set<String> leave =
                    RowHash.all(connection).entrySet().stream()
                            .filter(it -> it.getValue().rows() > 0 || isHistory(it.getKey()))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
            Seeder.fill(connection, SeedRequest.of(ROWS).without(leave));
        } catch (SQLException e) {
            throw new ShadowFailure("no rows were made for the proof: " + e.getMessage(), e);
        }
    }

    private boolean isHistory(String table) {
        return !layout.historyTable().isEmpty() && table.endsWith("." + layout.historyTable());
    }
}
