package dev.surefoot.schema.run;

import java.util.Optional;

/**
 * Statements that a runner must know by their kind, as they can't run in a transaction and may
 * leave a half of themselves behind.
 */
sealed interface Shape {
    /** Any other. */
    record Plain() implements Shape {}

    /** CREATE INDEX CONCURRENTLY. */
    record BuildIndex(Optional<String> name, String table) implements Shape {}

    /** DROP INDEX CONCURRENTLY of one index. */
    record DropIndex(String name) implements Shape {}

    /** REINDEX CONCURRENTLY. */
    record Reindex() implements Shape {}

    /** ALTER TABLE … DETACH PARTITION … CONCURRENTLY. */
    record Detach(String parent, String partition) implements Shape {}

    /** Of a statement's text. */
    static Shape of(String sql) {
        WordReader words = new WordReader(Words.of(sql));
        if (words.take("CREATE")) {
            words.take("UNIQUE");
            return words.take("INDEX", "CONCURRENTLY") ? build(words) : new Plain();
        }
        if (words.take("DROP", "INDEX", "CONCURRENTLY")) {
            words.take("IF", "EXISTS");
            return words.name().<Shape>map(DropIndex::new).orElseGet(Plain::new);
        }
        if (words.take("REINDEX")) {
            return words.ahead("CONCURRENTLY") ? new Reindex() : new Plain();
        }
        if (words.take("ALTER", "TABLE")) {
            words.take("IF", "EXISTS");
            Optional<String> parent = words.name();
            if (parent.isPresent() && words.take("DETACH", "PARTITION")) {
                Optional<String> child = words.name();
                if (child.isPresent() && words.take("CONCURRENTLY")) {
                    return new Detach(parent.get(), child.get());
                }
            }
        }
        return new Plain();
    }

    private static Shape build(WordReader words) {
        words.take("IF", "NOT", "EXISTS");
        Optional<String> name = words.take("ON") ? Optional.empty() : words.name();
        if (name.isPresent() && !words.take("ON")) {
            return new Plain();
        }
        words.take("ONLY");
        return words.name().<Shape>map(table -> new BuildIndex(name, table)).orElseGet(Plain::new);
    }

    /** Whether it waits for others' transactions for long without being in their way. */
    default boolean patient() {
        return switch (this) {
            case Plain() -> false;
            case BuildIndex(var name, var table) -> true;
            case DropIndex(var name) -> true;
            case Reindex() -> true;
            case Detach(var parent, var partition) -> true;
        };
    }
}
