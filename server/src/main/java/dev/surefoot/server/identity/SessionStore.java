package dev.surefoot.server.identity;

import dev.surefoot.server.db.Database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Table {@code web_session}: who is signed in to the pages. Safe for use by many threads.
 *
 * <p>The session's id is 256 random bits that only the browser keeps; we keep their SHA-256, so a
 * look-up compares no secret byte by byte. A session ends after twelve hours, when its person signs
 * out, and when its token is revoked or made anew.
 */
public final class SessionStore {
    /** How long a session lasts. */
    public static final Duration LASTS = Duration.ofHours(12);

    private static final int ID_BYTES = 32;

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public SessionStore(Database database) {
        this.database = database;
    }

    /**
     * Begins a session for whoever holds {@code token}, and forgets those that are over.
     *
     * @return the session's id, which is nowhere else; empty for an unknown or revoked token
     */
    public Optional<String> open(String token, Instant at) {
        byte[] bits = new byte[ID_BYTES];
        random.nextBytes(bits);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        int begun =
                database.jdbi()
                        .inTransaction(
                                handle -> {
                                    handle.createUpdate(
                                                    """
                                                    DELETE FROM web_session WHERE expires_at <= :at
                                                    """)
                                            .bind("at", at)
                                            .execute();
                                    return handle.createUpdate(
                                                    """
                                                    INSERT INTO web_session
                                                    SELECT :sha256, id, :at, :expires
                                                    FROM access_token
                                                    WHERE sha256 = :token AND revoked_at IS NULL
                                                    """)
                                            .bind("sha256", sha256(id))
                                            .bind("at", at)
                                            .bind("expires", at.plus(LASTS))
                                            .bind("token", sha256(token))
                                            .execute();
                                });
        return begun == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Who is signed in with this id at {@code at}. */
    public Optional<WebSession> find(String id, Instant at) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                """
                                                SELECT t.name, t.grants, s.expires_at
                                                FROM web_session s
                                                JOIN access_token t ON t.id = s.token
                                                WHERE s.sha256 = :sha256 AND s.expires_at > :at
                                                  AND t.revoked_at IS NULL
                                                """)
                                        .bind("sha256", sha256(id))
                                        .bind("at", at)
                                        .map(
                                                (rows, context) ->
                                                        new WebSession(
                                                                TokenStore.caller(rows),
                                                                formToken(id),
                                                                rows.getTimestamp("expires_at")
                                                                        .toInstant()))
                                        .findOne());
    }

    /** Ends the session with this id. */
    public void end(String id) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "DELETE FROM web_session WHERE sha256 = :sha256")
                                        .bind("sha256", sha256(id))
                                        .execute());
    }

    /** Follows from the id, which no page and no script can read; says nothing about it. */
    private static String formToken(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("form " + id));
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
