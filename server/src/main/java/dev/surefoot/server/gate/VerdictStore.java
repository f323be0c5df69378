package dev.surefoot.server.gate;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.ledger.CanonicalJson;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tables {@code verdict} and {@code gate_definition}. Safe for use by many threads.
 *
 * <p>A verdict that differs from the last of its promotion and gate in more than the passing of
 * time becomes a row, with one ledger entry in the same transaction. One that does not is only
 * confirmed, at most once a minute, so that re-evaluating each second floods nothing.
 */
public final class VerdictStore {
    private static final Duration CONFIRM_EVERY = Duration.ofMinutes(1);
    private static final String ACTOR = "surefoot";
    private static final String SELECT =
            """
            SELECT v.id, v.promotion, v.subject, v.at, v.facts, v.verdict, v.body, v.cel_version,
                   d.body AS definition_body
            FROM verdict v JOIN gate_definition d ON d.digest = v.definition
            """;

    private final Database database;
    private final LedgerStore ledger;

    public VerdictStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * Records verdicts of one promotion, all or none.
     *
     * @throws IllegalArgumentException if one belongs to another promotion
     */
    public void record(UUID promotion, List<VerdictRecord> verdicts) {
        database.jdbi()
                .useTransaction(
                        handle -> {
                            Map<String, Last> last = last(handle, promotion);
                            List<VerdictRecord> changed = new ArrayList<>();
                            for (VerdictRecord verdict : verdicts) {
                                if (!verdict.promotion().equals(promotion)) {
                                    throw new IllegalArgumentException(
                                            "verdict of promotion " + verdict.promotion());
                                }
                                Optional<Last> same =
                                        Optional.ofNullable(last.get(verdict.gate()))
                                                .filter(l -> l.isAs(verdict));
                                if (same.isEmpty()) {
                                    insert(handle, verdict);
                                    changed.add(verdict);
                                } else if (same.get().isDue(verdict.at())) {
                                    confirm(handle, same.get().id(), verdict.at());
                                }
                            }
                            // Last, since it holds the ledger's lock until the commit.
                            changed.forEach(verdict -> ledger.append(handle, event(verdict)));
                        });
    }

    /** The newest verdict of each gate of a promotion, in the order of the gates' first ones. */
    public List<VerdictRecord> of(UUID promotion) {
        return many(
                SELECT
                        + """
                          WHERE v.promotion = :promotion
                            AND v.ordinal = (SELECT max(ordinal) FROM verdict
                                             WHERE promotion = :promotion AND gate = v.gate)
                          ORDER BY (SELECT min(ordinal) FROM verdict
                                    WHERE promotion = :promotion AND gate = v.gate)
                          """,
                promotion);
    }

    /** Every recorded verdict of a promotion, oldest first. */
    public List<VerdictRecord> all(UUID promotion) {
        return many(
                SELECT
                        + """
                          WHERE v.promotion = :promotion ORDER BY v.ordinal
                          """,
                promotion);
    }

    private record Last(UUID id, String gist, Instant confirmedAt) {
        boolean isAs(VerdictRecord verdict) {
            return gist.equals(verdict.gist().toString());
        }

        boolean isDue(Instant at) {
            return !at.isBefore(confirmedAt.plus(CONFIRM_EVERY));
        }
    }

    private static Map<String, Last> last(Handle handle, UUID promotion) {
        Map<String, Last> found = new HashMap<>();
        handle.createQuery(
                        """
                        SELECT DISTINCT ON (gate) gate, id, gist, confirmed_at FROM verdict
                        WHERE promotion = :promotion ORDER BY gate, ordinal DESC
                        """)
                .bind("promotion", promotion)
                .map(
                        (rows, context) ->
                                Map.entry(
                                        rows.getString("gate"),
                                        new Last(
                                                rows.getObject("id", UUID.class),
                                                rows.getString("gist"),
                                                rows.getTimestamp("confirmed_at").toInstant())))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static void insert(Handle handle, VerdictRecord verdict) {
        handle.createUpdate(
                        """
                        INSERT INTO gate_definition (digest, body) VALUES (:digest, :body)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("digest", verdict.definitionDigest().toString())
                .bind("body", json(GateJson.write(verdict.definition())))
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO verdict
                            (id, promotion, gate, mode, definition, subject, at, confirmed_at,
                             facts, facts_hash, verdict, body, lapses_at, cel_version, gist)
                        VALUES
                            (:id, :promotion, :gate, :mode, :definition, :subject::jsonb, :at, :at,
                             :facts, :factsHash, :verdict, :body, :lapsesAt, :cel, :gist)
                        """)
                .bind("id", verdict.id())
                .bind("promotion", verdict.promotion())
                .bind("gate", verdict.gate())
                .bind("mode", verdict.definition().mode().name())
                .bind("definition", verdict.definitionDigest().toString())
                .bind("subject", json(GateJson.write(verdict.subject())))
                .bind("at", verdict.at())
                .bind("facts", verdict.canonicalFacts())
                .bind("factsHash", verdict.factsHash().toString())
                .bind("verdict", VerdictJson.kind(verdict.verdict()))
                .bind("body", json(VerdictJson.write(verdict.verdict())))
                .bind("lapsesAt", verdict.lapsesAt().orElse(null))
                .bind("cel", verdict.celVersion())
                .bind("gist", verdict.gist().toString())
                .execute();
    }

    private static void confirm(Handle handle, UUID id, Instant at) {
        handle.createUpdate("UPDATE verdict SET confirmed_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute();
    }

    private static LedgerEvent event(VerdictRecord verdict) {
        Map<String, Object> details = new HashMap<>();
        details.put("verdict", verdict.id().toString());
        details.put("promotion", verdict.promotion().toString());
        details.put("gate", verdict.gate());
        details.put("mode", verdict.definition().mode().name());
        details.put("definition", verdict.definitionDigest().toString());
        details.put("subject", GateJson.write(verdict.subject()));
        details.put("result", VerdictJson.kind(verdict.verdict()));
        details.put("explanation", VerdictJson.explanation(verdict.verdict()));
        details.put("facts", verdict.factsHash().toString());
        details.put(
                "claims",
                verdict.claimsUsed().stream().map(Fact.ClaimUse::claim).distinct().toList());
        details.put("cel", verdict.celVersion());
        verdict.lapsesAt().ifPresent(at -> details.put("lapsesAt", at.toString()));
        return new LedgerEvent("gate.verdict", verdict.at(), ACTOR, details);
    }

    private List<VerdictRecord> many(String sql, UUID promotion) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(sql)
                                        .bind("promotion", promotion)
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    private static VerdictRecord read(ResultSet rows) throws SQLException {
        return new VerdictRecord(
                rows.getObject("id", UUID.class),
                rows.getObject("promotion", UUID.class),
                GateJson.definition(Json.MAPPER.readTree(rows.getString("definition_body"))),
                GateJson.subject(Json.MAPPER.readTree(rows.getString("subject"))),
                rows.getTimestamp("at").toInstant(),
                FactJson.read(Json.MAPPER.readTree(rows.getBytes("facts"))),
                VerdictJson.read(
                        rows.getString("verdict"), Json.MAPPER.readTree(rows.getString("body"))),
                rows.getString("cel_version"));
    }

    private static String json(Map<String, ?> value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
