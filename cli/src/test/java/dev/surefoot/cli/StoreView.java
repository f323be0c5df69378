package dev.surefoot.cli;

import dev.surefoot.server.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the embedded database of a data directory, past the server. */
final class StoreView {
    private static final int PORT_LINE = 3;

    private final Path postgres;

    StoreView(Path data) {
        this.postgres = data.resolve("postgres");
    }

    /** One launch of an instance. */
    record Launch(String name, String artifact, int restarts, String ending) {}

    /** What should serve everybody. */
    record Baseline(String artifact, String config, String slot) {}

    /** A connection of the caller's own. */
    Connection connect() throws SQLException, IOException {
        String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(PORT_LINE);
        String password =
                Files.readString(postgres.resolve("password"), StandardCharsets.US_ASCII).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/surefoot", "surefoot", password);
    }

    /** The sequence numbers of the whole ledger, in order. */
    List<Long> ledgerSequence() throws Exception {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT seq FROM ledger_entry ORDER BY seq");
                ResultSet rows = query.executeQuery()) {
            List<Long> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getLong(1));
            }
            return all;
        }
    }

    /** How many entries the ledger's head says there are. */
    long ledgerSize() throws Exception {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT size FROM ledger_head");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Has the old version's slot have served as much in each of the last ten minutes. */
    void served(String slot, long requestsAMinute) throws Exception {
        try (Connection connection = connect();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO traffic_minute
                                SELECT 'shop', 'production', ?, 'counted-before', minute, ?, 0, '{}'
                                FROM generate_series(
                                    date_trunc('minute', now()) - interval '10 minutes',
                                    date_trunc('minute', now()) - interval '1 minute',
                                    interval '1 minute') AS minute
                                ON CONFLICT DO NOTHING
                                """)) {
            insert.setString(1, slot);
            insert.setLong(2, requestsAMinute);
            insert.executeUpdate();
        }
    }

    /** How much there is of everything that people send, as text to compare. */
    String contents() throws Exception {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT (SELECT count(*) FROM artifact) || ' artifacts, '
                                    || (SELECT count(*) FROM raw_evidence) || ' reports, '
                                    || (SELECT count(*) FROM claim) || ' claims, '
                                    || (SELECT count(*) FROM candidate) || ' candidates, '
                                    || (SELECT count(*) FROM promotion) || ' promotions, '
                                    || (SELECT size FROM ledger_head) || ' ledger entries'
                                """);
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The version of the one service that serves everybody. */
    Baseline baseline() throws Exception {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT digest, config_digest, slot FROM running
                                WHERE purpose = 'BASELINE'
                                """);
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return new Baseline(rows.getString(1), rows.getString(2), rows.getString(3));
        }
    }

    /** The details of the ledger's entries about a promotion's moves, in order. */
    List<JsonNode> moves(String promotion) throws Exception {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("SELECT bytes FROM ledger_entry ORDER BY seq");
                ResultSet rows = query.executeQuery()) {
            List<JsonNode> all = new ArrayList<>();
            while (rows.next()) {
                JsonNode entry = Json.MAPPER.readTree(rows.getBytes(1));
                if (entry.path("type").asString("").equals("promotion.moved")
                        && entry.at("/details/promotion").asString("").equals(promotion)) {
                    all.add(entry.path("details"));
                }
            }
            return all;
        }
    }

    /** What was ever launched with this configuration. */
    List<Launch> launches(String config) throws Exception {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement(
                                """
                                SELECT name, digest, restarts, coalesce(ending, '') AS ending
                                FROM instance WHERE config_digest = ? ORDER BY name, intended_at
                                """)) {
            query.setString(1, config);
            try (ResultSet rows = query.executeQuery()) {
                List<Launch> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(
                            new Launch(
                                    rows.getString("name"),
                                    rows.getString("digest"),
                                    rows.getInt("restarts"),
                                    rows.getString("ending")));
                }
                return all;
            }
        }
    }
}
