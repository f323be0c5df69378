package dev.surefoot.schema.check;

import dev.surefoot.schema.migration.Layout;
import dev.surefoot.schema.rows.RowHash;
import dev.surefoot.schema.rows.SeedRequest;
import dev.surefoot.schema.rows.Seeder;
import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.shadow.ShadowFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A few generated rows in tables that the migrations left empty; a tool's history is no table. */
final class Seeds {
    private static final int ROWS = 3;

    private Seeds() {}

    static void plant(ShadowDatabase database, Layout layout) {
        Set<String> leave =
                counted(database).entrySet().stream()
                        .filter(it -> it.getValue().rows() > 0 || isHistory(it.getKey(), layout))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        plantExcept(database, leave);
    }

    static void plantExcept(ShadowDatabase database, Set<String> leave) {
        try (Connection connection = database.connect()) {
            Seeder.fill(connection, SeedRequest.of(ROWS).without(leave));
        } catch (SQLException e) {
            throw new ShadowFailure("no rows were made for the trial: " + e.getMessage(), e);
        }
    }

    static Set<String> tables(ShadowDatabase database) {
        return Set.copyOf(counted(database).keySet());
    }

    private static Map<String, RowHash> counted(ShadowDatabase database) {
        try (Connection connection = database.connect()) {
            return RowHash.all(connection);
        } catch (SQLException e) {
            throw new ShadowFailure("the tables of the trial: " + e.getMessage(), e);
        }
    }

    private static boolean isHistory(String table, Layout layout) {
        return !layout.historyTable().isEmpty() && table.endsWith("." + layout.historyTable());
    }
}
