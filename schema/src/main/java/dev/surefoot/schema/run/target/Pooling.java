package dev.surefoot.schema.run.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Is a session ours alone? A pool that hands out sessions by the transaction loses settings, locks
 * and prepared statements between them; behind one nothing here holds.
 */
public final class Pooling {
    private static final int ROUNDS = 3;

    private Pooling() {}

    /**
     * What two connections, open at once and asked in turn, answered.
     *
     * @param first process numbers of the first connection
     * @param second those of the second
     * @param kept what the first connection read of its own setting
     * @param leaked what the second one read of that
     */
    public record Seen(List<Integer> first, List<Integer> second, String kept, String leaked) {
        public Seen {
            first = List.copyOf(first);
            second = List.copyOf(second);
        }

        /** Why sessions are shared; empty if each connection has its own. */
        public Optional<String> sharing(String marker) {
            if (first.stream().distinct().count() > 1 || second.stream().distinct().count() > 1) {
                return Optional.of("one connection was served by several sessions");
            }
            if (first.stream().anyMatch(second::contains)) {
                return Optional.of("two open connections were served by one session");
            }
            if (!kept.equals(marker)) {
                return Optional.of("a setting of the session was lost");
            }
            return leaked.equals(marker)
                    ? Optional.of("a setting of one connection was seen by another")
                    : Optional.empty();
        }
    }

    /** Asks; empty if each connection has a session of its own. */
    public static Optional<String> look(Connection first, Target target) throws SQLException {
        String marker = Long.toString(System.nanoTime());
        try (Connection second = target.connect()) {
            Sql.execute(first, "set surefoot.probe = " + Sql.literal(marker));
            List<Integer> ofFirst = new ArrayList<>();
            List<Integer> ofSecond = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                ofFirst.add((int) Sql.number(first, "select pg_backend_pid()"));
                ofSecond.add((int) Sql.number(second, "select pg_backend_pid()"));
            }
            Seen seen = new Seen(ofFirst, ofSecond, probe(first), probe(second));
            return seen.sharing(marker);
        }
    }

    private static String probe(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "select coalesce(current_setting('surefoot.probe', true), '')",
                        row -> row.getString(1))
                .orElse("");
    }
}
