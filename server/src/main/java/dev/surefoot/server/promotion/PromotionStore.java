package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.db.Database;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.json.Json;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.RunningStore;
import dev.surefoot.server.runtime.Version;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Table {@code promotion}. A save is a compare-and-set on the promotion's version and on the
 * server's ownership token, with one step of its story and one ledger entry in the same
 * transaction.
 */
public final class PromotionStore implements Promotions {
    private static final String SELECT =
            """
            SELECT id, subject, plan, limits, arms, recovery, exposed_at, course,
                   state_body, version, token
            FROM promotion
            """;

    private final Database database;
    private final LedgerStore ledger;
    private final RunningStore running;
    private final long ownership;

    /**
     * A store that writes as the server with this ownership token.
     *
     * @param ownership saves are refused once a newer server has taken over
     */
    public PromotionStore(
            Database database, LedgerStore ledger, RunningStore running, long ownership) {
        this.database = database;
        this.ledger = ledger;
        this.running = running;
        this.ownership = ownership;
    }

    /** What became of a save. */
    public sealed interface Saved {
        /** Written; this is how it stands now. */
        record Done(Promotion promotion) implements Saved {}

        /** Somebody else changed it first, or a newer server steers; nothing was written. */
        record Conflict() implements Saved {}
    }

    @Override
    public boolean steers() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT EXISTS (
                                                    SELECT 1 FROM ownership WHERE token = :own)
                                                """)
                                        .bind("own", ownership)
                                        .mapTo(Boolean.class)
                                        .one());
    }

    /** Writes a new promotion; one that still waited for the same lane is superseded by it. */
    @Override
    public Promotion create(Promotion wanted, String why) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            requireOwnership(handle);
                            supersedeWaiting(handle, wanted);
                            long token = nextToken(handle);
                            Promotion created = wanted.saved(1, token);
                            insert(handle, created);
                            record(handle, created, why, wanted.subject().requestedBy());
                            return created;
                        });
    }

    /** Writes {@code next} where {@code next.version()} is still the newest. */
    @Override
    public Saved save(Promotion next, String why, String actor) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            Promotion saved = next.saved(next.version() + 1, nextToken(handle));
                            if (update(handle, next.version(), saved) == 0) {
                                return new Saved.Conflict();
                            }
                            changeRunning(handle, saved);
                            record(handle, saved, why, actor);
                            return new Saved.Done(saved);
                        });
    }

    /** The promotion with this id. */
    @Override
    public Optional<Promotion> find(UUID id) {
        return one(SELECT + "WHERE id = :id", Map.of("id", id));
    }

    /** Promotions whose id ends in {@code suffix}; at most two are returned. */
    public List<Promotion> endingIn(String suffix) {
        return many(
                SELECT + "WHERE right(id::text, :length) = :suffix LIMIT 2",
                Map.of("length", suffix.length(), "suffix", suffix));
    }

    /** All that have not ended, oldest first. */
    @Override
    public List<Promotion> active() {
        return many(
                SELECT
                        + """
                          WHERE state NOT IN ('COMPLETED', 'ROLLED_BACK', 'FAILED', 'SUPERSEDED')
                          ORDER BY id
                          """,
                Map.of());
    }

    /** Who holds the lane. */
    @Override
    public Optional<Promotion> lane(String service, String environment) {
        return one(
                SELECT
                        + """
                          WHERE service = :service AND environment = :environment
                            AND state NOT IN ('REQUESTED', 'COMPLETED', 'ROLLED_BACK', 'FAILED',
                                              'SUPERSEDED')
                          """,
                Map.of("service", service, "environment", environment));
    }

    /** Who waits for the lane. */
    @Override
    public Optional<Promotion> waiting(String service, String environment) {
        return one(
                SELECT
                        + """
                          WHERE service = :service AND environment = :environment
                            AND state = 'REQUESTED'
                          """,
                Map.of("service", service, "environment", environment));
    }

    /** The completed promotion whose version runs there; by token, since clocks go back. */
    @Override
    public Optional<Promotion> running(String service, String environment) {
        return one(
                SELECT
                        + """
                          WHERE service = :service AND environment = :environment
                            AND state = 'COMPLETED'
                          ORDER BY token DESC LIMIT 1
                          """,
                Map.of("service", service, "environment", environment));
    }

    /** The promotions of one place, newest first. */
    @Override
    public List<Promotion> newest(String service, String environment, int limit) {
        return many(
                SELECT
                        + """
                          WHERE service = :service AND environment = :environment
                          ORDER BY id DESC LIMIT :limit
                          """,
                Map.of("service", service, "environment", environment, "limit", limit));
    }

    /** All promotions of a candidate, oldest first. */
    @Override
    public List<Promotion> of(UUID candidate) {
        return many(
                SELECT + "WHERE candidate = :candidate ORDER BY id",
                Map.of("candidate", candidate));
    }

    /** A promotion's story, oldest first. */
    @Override
    public List<PromotionEvent> events(UUID promotion) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT ordinal, at, state, share_bp, why
                                                FROM promotion_event WHERE promotion = :promotion
                                                ORDER BY ordinal
                                                """)
                                        .bind("promotion", promotion)
                                        .map(
                                                (rows, context) ->
                                                        new PromotionEvent(
                                                                rows.getLong("ordinal"),
                                                                rows.getTimestamp("at").toInstant(),
                                                                rows.getString("state"),
                                                                Optional.ofNullable(
                                                                                rows.getObject(
                                                                                        "share_bp",
                                                                                        Integer
                                                                                                .class))
                                                                        .map(Share::new),
                                                                rows.getString("why")))
                                        .list());
    }

    private void changeRunning(Handle handle, Promotion saved) {
        Instant at = PromotionRow.changedAt(saved);
        for (RunningChange change : RunningChange.entering(saved)) {
            switch (change) {
                case RunningChange.Put put -> running.put(handle, put.running(), at);
                case RunningChange.Remove remove -> running.remove(handle, remove.place());
            }
        }
    }

    /** What should run anywhere. */
    @Override
    public List<Running> running() {
        return database.jdbi().withHandle(running::all);
    }

    /** Nothing should run in these warm slots any more, since their time is over. */
    @Override
    public List<Running> coolDown(Instant at) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            List<Running> over = running.warmUntilBefore(handle, at);
                            for (Running cold : over) {
                                running.remove(handle, cold.place());
                                ledger.append(
                                        handle,
                                        new LedgerEvent(
                                                "slot.cooled",
                                                at,
                                                "surefoot",
                                                Map.of(
                                                        "place",
                                                        cold.place().toString(),
                                                        "artifact",
                                                        cold.version().digest())));
                            }
                            return over;
                        });
    }

    /** The newest promotion that brought this version there; it knows the pinned definition. */
    @Override
    public Optional<Promotion> bringing(Place place, Version version) {
        return one(
                SELECT
                        + """
                          WHERE service = :service AND environment = :environment
                            AND subject -> 'artifact' = :artifact::jsonb
                            AND subject -> 'config' = :config::jsonb
                            AND arms IS NOT NULL
                          ORDER BY token DESC LIMIT 1
                          """,
                Map.of(
                        "service", place.service(),
                        "environment", place.environment(),
                        "artifact", json(version.digest()),
                        "config", json(version.configDigest())));
    }

    /** As the subject holds it, however digests are written. */
    private static String json(String digest) {
        return Json.MAPPER.writeValueAsString(Digest.parse(digest).orElseThrow());
    }

    /** Whether a candidate is, or was last, complete in an environment. */
    @Override
    public boolean completed(UUID candidate, String environment) {
        return !many(
                        SELECT
                                + """
                                  WHERE candidate = :candidate AND environment = :environment
                                    AND state = 'COMPLETED' LIMIT 1
                                  """,
                        Map.of("candidate", candidate, "environment", environment))
                .isEmpty();
    }

    private void supersedeWaiting(Handle handle, Promotion by) {
        List<Promotion> waiting =
                handle.createQuery(
                                SELECT
                                        + """
                                          WHERE service = :service AND environment = :environment
                                            AND state = 'REQUESTED' FOR UPDATE
                                          """)
                        .bind("service", by.subject().service())
                        .bind("environment", by.subject().environment())
                        .map((rows, context) -> PromotionRow.read(rows))
                        .list();
        for (Promotion old : waiting) {
            Instant at = by.subject().requestedAt();
            Promotion superseded =
                    old.in(new PromotionState.Superseded(at, by.id()))
                            .saved(old.version() + 1, nextToken(handle));
            update(handle, old.version(), superseded);
            record(
                    handle,
                    superseded,
                    "a newer candidate was requested",
                    by.subject().requestedBy());
        }
    }

    private void requireOwnership(Handle handle) {
        long steering = handle.createQuery("SELECT token FROM ownership").mapTo(Long.class).one();
        if (steering != ownership) {
            throw new IllegalStateException(
                    "another server steers this database: its token is "
                            + steering
                            + ", this one's "
                            + ownership
                            + "; ask that one");
        }
    }

    private static long nextToken(Handle handle) {
        return handle.createQuery("SELECT nextval('act_token')").mapTo(Long.class).one();
    }

    private static void insert(Handle handle, Promotion promotion) {
        handle.createUpdate(
                        """
                        INSERT INTO promotion
                            (id, service, environment, candidate, requested_at, subject, plan,
                             limits, course, state, state_body, version, token)
                        VALUES
                            (:id, :service, :environment, :candidate, :requestedAt,
                             :subject::jsonb, :plan::jsonb, :limits::jsonb, :course::jsonb, :state,
                             :body::jsonb, :version, :token)
                        """)
                .bind("id", promotion.id())
                .bind("service", promotion.subject().service())
                .bind("environment", promotion.subject().environment())
                .bind("candidate", promotion.subject().candidate())
                .bind("requestedAt", promotion.subject().requestedAt())
                .bind("course", Json.MAPPER.writeValueAsString(promotion.course()))
                .bind("subject", Json.MAPPER.writeValueAsString(promotion.subject()))
                .bind("plan", Json.MAPPER.writeValueAsString(promotion.plan()))
                .bind("limits", Json.MAPPER.writeValueAsString(promotion.limits()))
                .bind("state", promotion.state().label())
                .bind("body", PromotionRow.state(promotion.state()))
                .bind("version", promotion.version())
                .bind("token", promotion.token())
                .execute();
    }

    private int update(Handle handle, long expectedVersion, Promotion next) {
        return handle.createUpdate(
                        """
                        UPDATE promotion
                        SET arms = :arms::jsonb, recovery = :recovery::jsonb,
                            exposed_at = :exposedAt, course = :course::jsonb,
                            state = :state, state_body = :body::jsonb,
                            version = :version, token = :token
                        WHERE id = :id AND version = :expected
                          AND EXISTS (SELECT 1 FROM ownership WHERE token = :ownership)
                        """)
                .bind("arms", next.arms().map(Json.MAPPER::writeValueAsString).orElse(null))
                .bind("recovery", next.recovery().map(Json.MAPPER::writeValueAsString).orElse(null))
                .bind("exposedAt", next.exposedAt().orElse(null))
                .bind("course", Json.MAPPER.writeValueAsString(next.course()))
                .bind("state", next.state().label())
                .bind("body", PromotionRow.state(next.state()))
                .bind("version", next.version())
                .bind("token", next.token())
                .bind("id", next.id())
                .bind("expected", expectedVersion)
                .bind("ownership", ownership)
                .execute();
    }

    private void record(Handle handle, Promotion promotion, String why, String actor) {
        Optional<Share> share = PromotionRow.share(promotion.state());
        Instant at = PromotionRow.changedAt(promotion);
        handle.createUpdate(
                        """
                        INSERT INTO promotion_event (promotion, ordinal, at, state, share_bp, why)
                        VALUES (:promotion, :ordinal, :at, :state, :share, :why)
                        """)
                .bind("promotion", promotion.id())
                .bind("ordinal", promotion.version())
                .bind("at", at)
                .bind("state", promotion.state().label())
                .bind("share", share.map(Share::basisPoints).orElse(null))
                .bind("why", why)
                .execute();
        Map<String, Object> details = new HashMap<>();
        details.put("promotion", promotion.id().toString());
        details.put("service", promotion.subject().service());
        details.put("environment", promotion.subject().environment());
        details.put("candidate", promotion.subject().candidate().toString());
        details.put("artifact", promotion.subject().artifact().toString());
        details.put("config", promotion.subject().config().toString());
        details.put("state", promotion.state().label());
        details.put("version", promotion.version());
        details.put("why", why);
        share.ifPresent(s -> details.put("shareBp", s.basisPoints()));
        ledger.append(handle, new LedgerEvent("promotion.moved", at, actor, details));
    }

    private Optional<Promotion> one(String sql, Map<String, ?> parameters) {
        return many(sql, parameters).stream().findFirst();
    }

    private List<Promotion> many(String sql, Map<String, ?> parameters) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(sql)
                                        .bindMap(parameters)
                                        .map((rows, context) -> PromotionRow.read(rows))
                                        .list());
    }
}
