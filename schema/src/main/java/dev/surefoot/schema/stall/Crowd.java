package dev.surefoot.schema.stall;

import dev.surefoot.schema.shadow.ShadowDatabase;
import dev.surefoot.schema.sql.Identifiers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One reader and one writer for each table, each asking every two milliseconds for what needs
 * nothing but the table's lock. What is measured is how long one of them has to wait. A table that
 * is gone ends its readers and writers quietly.
 */
final class Crowd implements AutoCloseable {
    private static final long PAUSE_MS = 2;

    /** An answer that was waited for, by {@code System.nanoTime}. */
    private record Answer(long asked, long answered) {}

    private static final class Asker {
        final Connection connection;
        final String sql;
        final boolean read;
        final List<Answer> answers = new ArrayList<>();
        final CountDownLatch first = new CountDownLatch(1);
        Thread thread = Thread.currentThread();

        Asker(Connection connection, String sql, boolean read) {
            this.connection = connection;
            this.sql = sql;
            this.read = read;
        }
    }

    private final Map<String, List<Asker>> askers = new HashMap<>();
    private volatile boolean stopped;

    /** Begins; when it returns, each has been answered once. */
    static Crowd at(ShadowDatabase database, List<String> tables)
            throws SQLException, InterruptedException {
        Crowd crowd = new Crowd();
        try {
            for (String table : tables) {
                String column = column(database, table);
                String name = quoted(table);
                crowd.start(database, table, "select from " + name + " limit 1", true);
                crowd.start(
                        database,
                        table,
                        "update %s set %s = %s where false".formatted(name, column, column),
                        false);
            }
            for (List<Asker> each : crowd.askers.values()) {
                for (Asker asker : each) {
                    asker.first.await(10, TimeUnit.SECONDS);
                }
            }
            return crowd;
        } catch (SQLException | InterruptedException | RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    private void start(ShadowDatabase database, String table, String sql, boolean read)
            throws SQLException {
        Asker asker = new Asker(database.connect(), sql, read);
        askers.computeIfAbsent(table, _ -> new ArrayList<>()).add(asker);
        asker.thread = Thread.ofPlatform().daemon().start(() -> ask(asker));
    }

    private void ask(Asker asker) {
        try (Statement statement = asker.connection.createStatement()) {
            while (!stopped) {
                long asked = System.nanoTime();
                statement.execute(asker.sql);
                long answered = System.nanoTime();
                synchronized (asker.answers) {
                    asker.answers.add(new Answer(asked, answered));
                }
                asker.first.countDown();
                Thread.sleep(PAUSE_MS);
            }
        } catch (SQLException e) {
            // The table or column is gone, or the trial is over: nobody waits any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asker.first.countDown();
        }
    }

    /** The longest waits that began between two moments; also of those that still wait. */
    Waits waits(String table, long rows, long from, long until) {
        double read = 0;
        double write = 0;
        for (Asker asker : askers.getOrDefault(table, List.of())) {
            double longest = 0;
            synchronized (asker.answers) {
                for (Answer each : asker.answers) {
                    if (each.asked() <= until && each.answered() >= from) {
                        // A question from before the statement did not wait for it until then.
                        long began = Math.max(each.asked(), from);
                        longest = Math.max(longest, (each.answered() - began) / 1e6);
                    }
                }
            }
            read = asker.read ? longest : read;
            write = asker.read ? write : longest;
        }
        return new Waits(rows, read, write);
    }

    /** Ends all of them, and waits for those that are answered only now. */
    void stop() throws InterruptedException {
        stopped = true;
        for (List<Asker> each : askers.values()) {
            for (Asker asker : each) {
                asker.thread.join(10_000);
            }
        }
    }

    private static String column(ShadowDatabase database, String table) throws SQLException {
        String sql =
                """
                select quote_ident(attname) from pg_attribute
                 where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
                   and attgenerated = '' and attidentity <> 'a'
                 order by attnum limit 1
                """
                        .formatted(quoted(table).replace("'", "''"));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new SQLException("table " + table + " has no column to write");
            }
            return row.getString(1);
        }
    }

    /** {@code schema.table} as SQL writes it; a schema's name has no point. */
    static String quoted(String table) {
        int point = table.indexOf('.');
        return Identifiers.quoted(table.substring(0, point))
                + "."
                + Identifiers.quoted(table.substring(point + 1));
    }

    @Override
    public void close() {
        stopped = true;
        for (List<Asker> each : askers.values()) {
            for (Asker asker : each) {
                try {
                    asker.connection.close();
                } catch (SQLException e) {
                    // Ended all the same.
                }
            }
        }
    }
}
