package dev.surefoot.server.ledger;

import org.jdbi.v3.core.Handle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Appends to the ledger inside the caller's transaction.
 *
 * <p>Guarantees: the sequence is dense from 1; an entry is visible exactly when the change it tells
 * of is; entries are never changed (a trigger refuses it). Append last in a transaction: it holds
 * the head row's lock until the commit.
 */
public final class LedgerStore {
    private static final byte LEAF_PREFIX = 0;

    /** Appends one event and returns its sequence number. */
    public long append(Handle handle, LedgerEvent event) {
        byte[] bytes = event.canonicalBytes();
        long seq =
                handle.createQuery(
                                """
                                UPDATE ledger_head SET size = size + 1 RETURNING size
                                """)
                        .mapTo(Long.class)
                        .one();
        handle.createUpdate(
                        """
                        INSERT INTO ledger_entry (seq, bytes, leaf) VALUES (:seq, :bytes, :leaf)
                        """)
                .bind("seq", seq)
                .bind("bytes", bytes)
                .bind("leaf", leaf(bytes))
                .execute();
        return seq;
    }

    /** Entries after {@code seq}, oldest first, at most {@code limit}. */
    public List<LedgerEntry> after(Handle handle, long seq, int limit) {
        return handle.createQuery(
                        """
                        SELECT seq, bytes, leaf FROM ledger_entry
                        WHERE seq > :seq ORDER BY seq LIMIT :limit
                        """)
                .bind("seq", seq)
                .bind("limit", limit)
                .map(
                        (rows, context) ->
                                new LedgerEntry(
                                        rows.getLong("seq"),
                                        rows.getBytes("bytes"),
                                        rows.getBytes("leaf")))
                .list();
    }

    /** RFC 6962 §2.1: SHA-256 over a zero byte and the entry. */
    static byte[] leaf(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(LEAF_PREFIX);
            return sha256.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
