package dev.surefoot.server.identity;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.time.Ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Access tokens: 256 random bits that the caller keeps; we keep their SHA-256. */
public final class TokenStore {
    private static final int TOKEN_BYTES = 32;
    private static final String PREFIX = "surefoot_";

    private final Database database;
    private final LedgerStore ledger;
    private final SecureRandom random = new SecureRandom();

    public TokenStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * Makes a token and revokes an earlier one of the same name.
     *
     * @return the token's text, which is nowhere else
     */
    public String create(String name, Instant at) {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        database.jdbi()
                .useTransaction(
                        handle -> {
                            handle.createUpdate("DELETE FROM access_token WHERE name = :name")
                                    .bind("name", name)
                                    .execute();
                            handle.createUpdate(
                                            """
                                            INSERT INTO access_token (id, name, sha256, created_at)
                                            VALUES (:id, :name, :sha256, :at)
                                            """)
                                    .bind("id", Ids.newId(at))
                                    .bind("name", name)
                                    .bind("sha256", sha256(text))
                                    .bind("at", at)
                                    .execute();
                            ledger.append(
                                    handle,
                                    new LedgerEvent(
                                            "token.created", at, "surefoot", Map.of("name", name)));
                        });
        return text;
    }

    /** Who holds this token; empty for an unknown or revoked one. */
    public Optional<Caller> find(String token) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT name FROM access_token
                                                WHERE sha256 = :sha256 AND revoked_at IS NULL
                                                """)
                                        .bind("sha256", sha256(token))
                                        .mapTo(String.class)
                                        .findOne())
                .map(Caller::new);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
