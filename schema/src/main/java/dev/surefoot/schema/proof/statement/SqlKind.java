package dev.surefoot.schema.proof.statement;

import java.util.List;
import java.util.Set;

/** Kinds of statements, as far as a replay treats them differently. */
public enum SqlKind {
    /** Reads rows. */
    READ,
    /** Writes rows, or may do so. */
    WRITE,
    /** Copies rows by a protocol of its own; a log does not hold them. */
    COPY,
    /** Begins, ends or divides a transaction. */
    TRANSACTION,
    /** Concerns the connection: settings, cursors, temporary tables. */
    SESSION,
    /** Would hand the connection another identity, or forget ours; never replayed. */
    IDENTITY,
    /** Changes the schema or maintains it; never replayed. */
    SCHEMA;

    private static final Set<String> READS = Set.of("SELECT", "VALUES", "TABLE", "SHOW", "FETCH");
    private static final Set<String> WRITES =
            Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "CALL", "DO", "TRUNCATE");
    private static final Set<String> TRANSACTIONS =
            Set.of("BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE");
    private static final Set<String> SESSIONS =
            Set.of(
                    "SET",
                    "RESET",
                    "LISTEN",
                    "UNLISTEN",
                    "NOTIFY",
                    "PREPARE",
                    "EXECUTE",
                    "DEALLOCATE",
                    "DECLARE",
                    "CLOSE",
                    "MOVE",
                    "LOCK");
    private static final Set<String> DATA = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY", "GLOBAL", "LOCAL");

    /** By its first words; of an unknown statement {@link #SCHEMA}. */
    public static SqlKind of(String sql) {
        List<String> words = AppSql.words(sql);
        String first = words.isEmpty() ? "" : words.getFirst();
        String second = words.size() < 2 ? "" : words.get(1);
        if (first.equals("WITH") || first.equals("EXPLAIN")) {
            return words.stream().anyMatch(DATA::contains) ? WRITE : READ;
        }
        boolean sets = first.equals("SET") || first.equals("PREPARE");
        if (sets && (second.equals("TRANSACTION") || words.contains("CHARACTERISTICS"))) {
            return TRANSACTION;
        }
        if (changesIdentity(first, words)) {
            return IDENTITY;
        }
        if (first.equals("CREATE") && TEMPORARY.contains(second)) {
            return SESSION;
        }
        if (first.equals("SELECT") && words.contains("INTO")) {
            return words.stream().anyMatch(TEMPORARY::contains) ? SESSION : SCHEMA;
        }
        return byFirst(first);
    }

    private static SqlKind byFirst(String first) {
        if (READS.contains(first)) {
            return READ;
        }
        if (WRITES.contains(first)) {
            return WRITE;
        }
        if (first.equals("COPY")) {
            return COPY;
        }
        if (TRANSACTIONS.contains(first)) {
            return TRANSACTION;
        }
        return SESSIONS.contains(first) ? SESSION : SCHEMA;
    }

    private static boolean changesIdentity(String first, List<String> words) {
        return first.equals("DISCARD")
                || (first.equals("RESET") && words.contains("ALL"))
                || ((first.equals("RESET") || first.equals("SET"))
                        && words.contains("AUTHORIZATION"));
    }
}
