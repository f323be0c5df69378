package dev.surefoot.demo;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A line of a version's {@code statements.jsonl}, and what PostgreSQL says to it. */
record RecordedStatement(String id, String sql, List<@Nullable String> params, String role) {
    /** What {@link #run} answers where all is well. */
    static final String FINE = "00000";

    static List<RecordedStatement> of(BuiltVersion version) throws IOException {
        List<RecordedStatement> all = new ArrayList<>();
        for (String line : Files.readAllLines(version.statements())) {
            JsonNode json = JsonMapper.shared().readTree(line);
            List<@Nullable String> params = new ArrayList<>();
            json.at("/params").forEach(p -> params.add(p.isNull() ? null : p.asString()));
            all.add(
                    new RecordedStatement(
                            json.at("/id").asString(),
                            json.at("/sql").asString(),
                            params,
                            json.at("/role").asString()));
        }
        return all;
    }

    /** Runs its text as it stands, and takes it back; answers with the SQLSTATE. */
    String attempt(Connection connection) throws SQLException {
        return attempt(connection, List.of(sql));
    }

    /** Prepares it and runs it with its parameters, takes it back; answers with the SQLSTATE. */
    String run(Connection connection) throws SQLException {
        String values =
                params.stream()
                        .map(p -> p == null ? "NULL" : "'" + p.replace("'", "''") + "'")
                        .collect(Collectors.joining(", "));
        return attempt(
                connection,
                List.of(
                        "PREPARE recorded AS " + sql,
                        "EXECUTE recorded" + (values.isEmpty() ? "" : "(" + values + ")")));
    }

    private static String attempt(Connection connection, List<String> texts) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
            return FINE;
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        } finally {
            connection.rollback();
            // Being prepared is not taken back by that.
            try (Statement end = connection.createStatement()) {
                end.execute("DEALLOCATE ALL");
            }
        }
    }
}
