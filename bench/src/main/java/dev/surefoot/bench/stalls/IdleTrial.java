package dev.surefoot.bench.stalls;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.backfill.Change;
import dev.surefoot.bench.backfill.Server;
import dev.surefoot.bench.backfill.Setting;
import dev.surefoot.bench.backfill.ShopDatabase;
import dev.surefoot.bench.backfill.ShopDatabase.Version;
import dev.surefoot.bench.backfill.User;
import dev.surefoot.schema.run.Progress;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A column is added by the product's runner behind a transaction that has read the table and then
 * does nothing for a while. It begins right before the first attempt, so it is too young to be seen
 * coming: the attempt queues, and everybody queues behind it.
 */
final class IdleTrial {
    private static final Map<String, String> ADD =
            Map.of(
                    "V1__add.sql",
                    """
                    -- surefoot: phase=expand
                    alter table app.users add column later int;
                    """);

    private IdleTrial() {}

    /**
     * How it went.
     *
     * @param quietMs the longest wait of anybody before, with nothing changed
     * @param attempts that were taken back, each with its reason
     * @param added whether the column is there
     */
    record Result(
            double quietMs,
            double seconds,
            User.Waited read,
            User.Waited write,
            List<String> attempts,
            boolean added) {
        Result {
            attempts = List.copyOf(attempts);
        }
    }

    static Result run(Server server, Setting setting, Duration idle) throws Exception {
        Report.progress("add column behind an idle transaction");
        ShopDatabase shop = server.shop(setting.rows(), setting.key());
        try (Seen seen = new Seen(shop, idle);
                User reader = shop.reader(Version.OLD, setting.everyMs());
                User writer = shop.writer(Version.OLD, setting.everyMs())) {
            Change change = new Change(shop, ADD, setting.budget(), seen);
            Thread.sleep(1_000);
            reader.waited();
            writer.waited();
            Thread.sleep(5_000);
            double quiet = Math.max(reader.waited().longestMs(), writer.waited().longestMs());
            long began = System.nanoTime();
            change.expand();
            double seconds = (System.nanoTime() - began) / 1e9;
            User.Waited read = reader.waited();
            User.Waited write = writer.waited();
            boolean added =
                    shop.number(
                                    """
                                    select count(*) from pg_attribute
                                    where attrelid = 'app.users'::regclass and attname = 'later'
                                    """)
                            == 1;
            return new Result(quiet, seconds, read, write, seen.attempts, added);
        }
    }

    /** Opens the transaction when the statement is about to run, and keeps what came of that. */
    private static final class Seen implements Progress, AutoCloseable {
        private final ShopDatabase shop;
        private final Duration span;
        private final List<String> attempts = new ArrayList<>();
        private final List<Idle> idle = new ArrayList<>();

        Seen(ShopDatabase shop, Duration span) {
            this.shop = shop;
            this.span = span;
        }

        @Override
        public void step(String path, String where) {
            if (!idle.isEmpty()) {
                return;
            }
            try {
                Idle open =
                        Idle.open(() -> shop.shop(Version.OLD), "select from app.users limit 1");
                open.endAfter(span);
                idle.add(open);
            } catch (SQLException e) {
                throw new IllegalStateException("no transaction to be in the way: " + e, e);
            }
        }

        @Override
        public void again(String where, String why, Duration after) {
            attempts.add(why);
            Report.progress("  again after " + after.toMillis() + " ms: " + why);
        }

        @Override
        public void close() throws SQLException {
            for (Idle each : idle) {
                each.close();
            }
        }
    }
}
