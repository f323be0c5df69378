package dev.surefoot.bench.backfill;

import dev.surefoot.bench.Report;
import dev.surefoot.cli.Failed;
import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.backfill.Fill;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One round: the same rows filled in three ways, each in a new database, from a checkpoint on. In
 * every second round the order is the other way round, so that what changes on the machine
 * meanwhile falls on both. Not thread-safe.
 */
final class Rounds {
    private static final int COULD_NOT = 1;

    /** A transaction's setting that the trigger of columns kept in step leaves alone. */
    private static final String SKIP = "set surefoot.backfill = 'on'";

    private final Server server;
    private final Setting setting;

    Rounds(Server server, Setting setting) {
        this.server = server;
        this.setting = setting;
    }

    /** A way to fill. */
    enum Way {
        /** One UPDATE, nobody else there, no trigger, not verified: less than anybody needs. */
        ALONE("UPDATE, nobody there"),
        /** One UPDATE for the same result as ours: in step, in use, verified. */
        PLAIN("UPDATE, in use"),
        /** Ours. */
        BATCHES("backfill, in use");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * How it went.
     *
     * @param seconds from the first statement until every row was found right
     * @param pausedSeconds of them
     * @param readMs the longest wait of the reader
     * @param writeMs the longest wait of the writer
     */
    record Run(Way way, double seconds, double pausedSeconds, double readMs, double writeMs) {}

    List<Run> round(int number) throws Exception {
        List<Run> all = new ArrayList<>();
        List<Way> ways = new ArrayList<>(List.of(Way.values()));
        for (Way way : number % 2 == 0 ? ways.reversed() : ways) {
            Report.progress("round " + number + ": " + way.words());
            ShopDatabase shop = server.shop(setting.rows(), setting.key());
            all.add(
                    switch (way) {
                        case ALONE -> alone(shop);
                        case PLAIN -> plain(shop);
                        case BATCHES -> batches(shop);
                    });
            server.drop(shop);
        }
        return all;
    }

    private Run alone(ShopDatabase shop) throws Exception {
        shop.run("alter table app.users add column full_name text");
        double took = seconds(() -> shop.run("update app.users set full_name = name"));
        return new Run(Way.ALONE, took, 0, 0, 0);
    }

    private Run plain(ShopDatabase shop) throws Exception {
        new Change(shop, Change.RENAME, setting.budget(), Progress.NONE).expand();
        return used(
                Way.PLAIN,
                shop,
                () -> {
                    try (Connection connection = shop.owner()) {
                        ShopDatabase.run(
                                connection,
                                SKIP,
                                "update app.users set full_name = name"
                                        + " where full_name is null and name is not null");
                        right(ShopDatabase.text(connection, WRONG));
                    }
                },
                () -> 0);
    }

    private static final String WRONG =
            "select count(*) from app.users where full_name is distinct from name";

    private static void right(String wrong) {
        if (!wrong.equals("0")) {
            throw new Failed(COULD_NOT, wrong + " rows are not right at the end");
        }
    }

    private Run batches(ShopDatabase shop) throws Exception {
        Duration[] paused = {Duration.ZERO};
        Change change =
                new Change(
                        shop,
                        Change.RENAME,
                        setting.budget(),
                        new Progress() {
                            @Override
                            public void fill(Fill fill) {
                                paused[0] = fill.paused();
                                fill.note().ifPresent(note -> Report.progress("  paused: " + note));
                            }
                        });
        change.expand();
        Run run = used(Way.BATCHES, shop, change::backfill, () -> paused[0].toMillis() / 1e3);
        right(Long.toString(shop.number(WRONG)));
        return run;
    }

    private interface Work {
        void run() throws InterruptedException, IOException, SQLException;
    }

    private interface Paused {
        double seconds();
    }

    /** While the old version's reader and writer use the table. */
    private Run used(Way way, ShopDatabase shop, Work work, Paused paused) throws Exception {
        try (User reader = shop.reader(ShopDatabase.Version.OLD, setting.everyMs());
                User writer = shop.writer(ShopDatabase.Version.OLD, setting.everyMs())) {
            warm(reader);
            warm(writer);
            double took = seconds(work);
            return new Run(
                    way,
                    took,
                    paused.seconds(),
                    reader.waited().longestMs(),
                    writer.waited().longestMs());
        }
    }

    /** Until it was answered a hundred times; its waits so far don't count. */
    private static void warm(User user) throws InterruptedException {
        long answers = 0;
        for (int i = 0; i < 600 && answers < 100; i++) {
            Thread.sleep(50);
            answers += user.waited().count();
        }
    }

    private static double seconds(Work work)
            throws InterruptedException, IOException, SQLException {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
