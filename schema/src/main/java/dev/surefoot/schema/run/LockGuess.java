package dev.surefoot.schema.run;

import dev.surefoot.schema.fact.LockMode;

import java.util.Optional;
import java.util.Set;

/**
 * The lock that a statement will surely ask for, read from its text; empty wherever it is not sure.
 * Used only to look before queueing: what keeps others from waiting is the lock timeout.
 *
 * @param relation as the statement names it
 */
record LockGuess(String relation, LockMode mode) {
    /** Forms of ALTER TABLE that take a weaker lock, or may. */
    private static final Set<String> WEAKER =
            Set.of(
                    "VALIDATE",
                    "ATTACH",
                    "DETACH",
                    "FOREIGN",
                    "REFERENCES",
                    "STATISTICS",
                    "TRIGGER",
                    "CLUSTER",
                    "SET",
                    "RESET");

    static Optional<LockGuess> of(String sql) {
        WordReader words = new WordReader(Words.of(sql));
        if (words.take("ALTER", "TABLE")) {
            words.take("IF", "EXISTS");
            words.take("ONLY");
            return words.name()
                    .filter(name -> WEAKER.stream().noneMatch(words::ahead) || notNull(words))
                    .map(name -> new LockGuess(name, LockMode.ACCESS_EXCLUSIVE));
        }
        if (words.take("DROP", "TABLE") || words.take("TRUNCATE")) {
            words.take("TABLE");
            words.take("IF", "EXISTS");
            words.take("ONLY");
            return words.name().map(name -> new LockGuess(name, LockMode.ACCESS_EXCLUSIVE));
        }
        if (words.take("CREATE", "INDEX") || words.take("CREATE", "UNIQUE", "INDEX")) {
            return words.ahead("CONCURRENTLY") || !words.skipTo("ON")
                    ? Optional.empty()
                    : words.name().map(name -> new LockGuess(name, LockMode.SHARE));
        }
        if (words.take("CREATE", "TRIGGER") && words.skipTo("ON")) {
            return words.name().map(name -> new LockGuess(name, LockMode.SHARE_ROW_EXCLUSIVE));
        }
        return Optional.empty();
    }

    private static boolean notNull(WordReader words) {
        return words.take("ALTER", "COLUMN") && words.ahead("SET") && words.ahead("NOT");
    }
}
