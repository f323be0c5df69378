package dev.surefoot.server.candidate;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.json.Json;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tables {@code source_history} and {@code source_change}: insert-only, the first one counts. */
public final class SourceStore {
    private final Database database;

    public SourceStore(Database database) {
        this.database = database;
    }

    /** Adds a candidate's history, unless it has one. */
    public void add(UUID candidate, SourceHistory history) {
        database.jdbi()
                .useTransaction(
                        handle -> {
                            if (insert(handle, candidate, history)) {
                                insertChanges(handle, candidate, history.changes());
                            }
                        });
    }

    /** A candidate's history; empty if none was sent. */
    public Optional<SourceHistory> find(UUID candidate) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT base FROM source_history
                                                WHERE candidate = :candidate
                                                """)
                                        .bind("candidate", candidate)
                                        .map(
                                                (rows, context) ->
                                                        Optional.ofNullable(rows.getString("base")))
                                        .findOne()
                                        .map(
                                                base ->
                                                        new SourceHistory(
                                                                base, changes(handle, candidate))));
    }

    private static boolean insert(Handle handle, UUID candidate, SourceHistory history) {
        return handle.createUpdate(
                                """
                                INSERT INTO source_history (candidate, base)
                                VALUES (:candidate, :base) ON CONFLICT (candidate) DO NOTHING
                                """)
                        .bind("candidate", candidate)
                        .bind("base", history.base().orElse(null))
                        .execute()
                == 1;
    }

    private static void insertChanges(Handle handle, UUID candidate, List<SourceChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO source_change
                            (candidate, ordinal, sha, authored_at, on_trunk_at, added, deleted,
                             paths, author)
                        VALUES (:candidate, :ordinal, :sha, :authoredAt, :onTrunkAt, :added,
                                :deleted, :paths::jsonb, :author)
                        """)) {
            for (int i = 0; i < changes.size(); i++) {
                SourceChange change = changes.get(i);
                batch.bind("candidate", candidate)
                        .bind("ordinal", i)
                        .bind("sha", change.sha())
                        .bind("authoredAt", change.authoredAt())
                        .bind("onTrunkAt", change.onTrunkAt())
                        .bind("added", change.added())
                        .bind("deleted", change.deleted())
                        .bind("paths", Json.MAPPER.writeValueAsString(change.paths()))
                        .bind("author", change.author())
                        .add();
            }
            batch.execute();
        }
    }

    private static List<SourceChange> changes(Handle handle, UUID candidate) {
        return handle.createQuery(
                        """
                        SELECT sha, authored_at, on_trunk_at, added, deleted, paths, author
                        FROM source_change WHERE candidate = :candidate ORDER BY ordinal
                        """)
                .bind("candidate", candidate)
                .map((rows, context) -> read(rows))
                .list();
    }

    private static SourceChange read(ResultSet rows) throws SQLException {
        return new SourceChange(
                rows.getString("sha"),
                rows.getTimestamp("authored_at").toInstant(),
                rows.getTimestamp("on_trunk_at").toInstant(),
                rows.getLong("added"),
                rows.getLong("deleted"),
                Arrays.asList(Json.MAPPER.readValue(rows.getString("paths"), String[].class)),
                rows.getString("author"));
    }
}
