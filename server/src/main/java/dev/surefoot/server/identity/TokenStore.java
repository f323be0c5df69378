package dev.surefoot.server.identity;

import dev.surefoot.server.db.Database;
import dev.surefoot.server.ledger.LedgerEvent;
import dev.surefoot.server.ledger.LedgerStore;
import dev.surefoot.server.time.Ids;

import org.jdbi.v3.core.Handle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access tokens: 256 random bits that the caller keeps; we keep their SHA-256. */
public final class TokenStore {
    private static final int TOKEN_BYTES = 32;
    private static final String PREFIX = "surefoot_";
    private static final String COLUMNS = "name, grants, person, created_at, revoked_at";

    private final Database database;
    private final LedgerStore ledger;
    private final SecureRandom random = new SecureRandom();

    public TokenStore(Database database, LedgerStore ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /**
     * A token that is to be.
     *
     * @param caller its name and what it may do
     * @param person whose personal token it is: an e-mail address
     * @param madeBy who makes it
     */
    public record Wish(Caller caller, Optional<String> person, String madeBy) {}

    /**
     * Makes a token and forgets an earlier one of the same name.
     *
     * @return the token's text, which is nowhere else
     */
    public String create(Wish wish, Instant at) {
        byte[] bits = new byte[TOKEN_BYTES];
        random.nextBytes(bits);
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        database.jdbi().useTransaction(handle -> insert(handle, wish, sha256(text), at));
        return text;
    }

    private void insert(Handle handle, Wish wish, byte[] sha256, Instant at) {
        String name = wish.caller().name();
        handle.createUpdate("DELETE FROM access_token WHERE name = :name")
                .bind("name", name)
                .execute();
        handle.createUpdate(
                        """
                        INSERT INTO access_token (id, name, sha256, created_at, grants, person)
                        VALUES (:id, :name, :sha256, :at, string_to_array(:grants, ' '), :person)
                        """)
                .bind("id", Ids.newId(at))
                .bind("name", name)
                .bind("sha256", sha256)
                .bind("at", at)
                .bind("grants", String.join(" ", grants(wish)))
                .bind("person", wish.person().orElse(null))
                .execute();
        ledger.append(
                handle,
                new LedgerEvent(
                        "token.created",
                        at,
                        wish.madeBy(),
                        Map.of("name", name, "grants", grants(wish))));
    }

    /** Who holds this token; empty for an unknown or revoked one. */
    public Optional<Caller> find(String token) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT "
                                                        + COLUMNS
                                                        + """
                                                           FROM access_token
                                                          WHERE sha256 = :sha256
                                                          AND revoked_at IS NULL
                                                          """)
                                        .bind("sha256", sha256(token))
                                        .map((rows, context) -> read(rows))
                                        .findOne())
                .map(AccessToken::caller);
    }

    /** Every token, by name. */
    public List<AccessToken> all() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT "
                                                        + COLUMNS
                                                        + " FROM access_token ORDER BY name")
                                        .map((rows, context) -> read(rows))
                                        .list());
    }

    /** The token of this name, revoked or not. */
    public Optional<AccessToken> named(String name) {
        return all().stream().filter(token -> token.caller().name().equals(name)).findFirst();
    }

    /**
     * Revokes a token at once.
     *
     * @return whether there was one to revoke
     */
    public boolean revoke(String name, String actor, Instant at) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int revoked =
                                    handle.createUpdate(
                                                    """
                                                    UPDATE access_token SET revoked_at = :at
                                                    WHERE name = :name AND revoked_at IS NULL
                                                    """)
                                            .bind("name", name)
                                            .bind("at", at)
                                            .execute();
                            if (revoked == 1) {
                                ledger.append(
                                        handle,
                                        new LedgerEvent(
                                                "token.revoked", at, actor, Map.of("name", name)));
                            }
                            return revoked == 1;
                        });
    }

    private static List<String> grants(Wish wish) {
        return wish.caller().grants().stream().map(Grant::toString).toList();
    }

    /** Name and grants of a row. */
    static Caller caller(ResultSet rows) throws SQLException {
        String[] grants = (String[]) rows.getArray("grants").getArray();
        return new Caller(
                rows.getString("name"),
                Arrays.stream(grants).flatMap(text -> Grant.parse(text).stream()).toList());
    }

    private static AccessToken read(ResultSet rows) throws SQLException {
        Timestamp revoked = rows.getTimestamp("revoked_at");
        return new AccessToken(
                caller(rows),
                Optional.ofNullable(rows.getString("person")),
                rows.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(revoked).map(Timestamp::toInstant));
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
