package dev.surefoot.server.promotion;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.traffic.Fence;
import dev.surefoot.server.traffic.Token;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The sequence that promotions' tokens are drawn from. Raising it, what is written about it, and
 * the new tokens of promotions under way are one transaction; a save that began before it conflicts
 * and is done again. Safe for use by many threads.
 */
public final class ActTokenStore implements Fence.Tokens {
    private final Database database;
    private final LedgerStore ledger;
    private final long ownership;
    private final InstantSource clock;

    /**
     * The sequence as the server with this ownership token has it.
     *
     * @param ownership nothing is raised once a newer server has taken over
     */
    public ActTokenStore(
            Database database, LedgerStore ledger, long ownership, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.ownership = ownership;
        this.clock = clock;
    }

    @Override
    public Optional<Token> raiseAbove(Token seen, String where) {
        return database.jdbi().inTransaction(handle -> raiseAbove(handle, seen, where));
    }

    private Optional<Token> raiseAbove(Handle handle, Token seen, String where) {
        if (drawn(handle) >= seen.value() || !steers(handle)) {
            return Optional.empty();
        }
        handle.createQuery("SELECT setval('act_token', :to)")
                .bind("to", Math.addExact(seen.value(), Fence.STRIDE))
                .mapTo(Long.class)
                .one();
        long token = handle.createQuery("SELECT nextval('act_token')").mapTo(Long.class).one();
        Instant at = clock.instant();
        String why =
                "the data plane of %s had token %d, newer than all of this database: go on from %d"
                        .formatted(where, seen.value(), token);
        int renewed = renew(handle, at, why);
        ledger.append(
                handle,
                new LedgerEvent(
                        "tokens.raised",
                        at,
                        "surefoot",
                        Map.of(
                                "where", where,
                                "seen", seen.value(),
                                "token", token,
                                "promotions", renewed)));
        return Optional.of(new Token(token));
    }

    /** The newest token that was drawn; 0 before the first. */
    private static long drawn(Handle handle) {
        return handle.createQuery(
                        "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM act_token")
                .mapTo(Long.class)
                .one();
    }

    private boolean steers(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT 1 FROM ownership WHERE token = :own)")
                .bind("own", ownership)
                .mapTo(Boolean.class)
                .one();
    }

    /** Gives promotions under way new tokens, in the order of the old ones. */
    private static int renew(Handle handle, Instant at, String why) {
        return handle.createUpdate(
                        """
                        WITH fresh AS (
                            SELECT id, nextval('act_token') AS token
                            FROM (SELECT id FROM promotion
                                  WHERE state NOT IN
                                      ('COMPLETED', 'ROLLED_BACK', 'FAILED', 'SUPERSEDED')
                                  ORDER BY token) AS under_way),
                        renewed AS (
                            UPDATE promotion p
                            SET token = fresh.token, version = p.version + 1
                            FROM fresh WHERE p.id = fresh.id
                            RETURNING p.id, p.version, p.state)
                        INSERT INTO promotion_event (promotion, ordinal, at, state, share_bp, why)
                        SELECT id, version, :at, state,
                               (SELECT e.share_bp FROM promotion_event e
                                WHERE e.promotion = renewed.id
                                ORDER BY e.ordinal DESC LIMIT 1),
                               :why
                        FROM renewed
                        """)
                .bind("at", at)
                .bind("why", why)
                .execute();
    }
}
