package dev.surefoot.schema.fact;

import java.util.Optional;

/** PostgreSQL's table-level lock modes, weakest first. */
public enum LockMode {
    ACCESS_SHARE("AccessShare"),
    ROW_SHARE("RowShare"),
    ROW_EXCLUSIVE("RowExclusive"),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusive"),
    SHARE("Share"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusive"),
    EXCLUSIVE("Exclusive"),
    ACCESS_EXCLUSIVE("AccessExclusive");

    private final String word;

    LockMode(String word) {
        this.word = word;
    }

    /** As in {@code pg_locks}, without the word Lock. */
    public String word() {
        return word;
    }

    /** Whether a SELECT waits for it. */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    /** Whether INSERT, UPDATE and DELETE wait for it. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** The mode that {@code pg_locks} calls so; empty for one of no table. */
    public static Optional<LockMode> of(String mode) {
        for (LockMode each : values()) {
            if ((each.word + "Lock").equals(mode)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
