package dev.surefoot.bench.stalls;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.backfill.Change;
import dev.surefoot.bench.backfill.Server;
import dev.surefoot.bench.backfill.Setting;
import dev.surefoot.bench.backfill.ShopDatabase;
import dev.surefoot.bench.backfill.ShopDatabase.Version;
import dev.surefoot.bench.backfill.User;
import dev.surefoot.cli.Failed;
import dev.surefoot.schema.run.Progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A rename through all its phases by the product's runner, while a reader and a writer use the
 * table: the old version's until the contract, then the new version's, as it must be.
 */
final class RenameTrial {
    private static final int COULD_NOT = 1;

    private final ShopDatabase shop;
    private final Change change;
    private final int every;
    private final List<Phase> phases = new ArrayList<>();

    /** How a phase went. */
    record Phase(String name, double seconds, User.Waited read, User.Waited write) {
        double worst() {
            return Math.max(read.longestMs(), write.longestMs());
        }
    }

    private RenameTrial(ShopDatabase shop, Change change, int every) {
        this.shop = shop;
        this.change = change;
        this.every = every;
    }

    /**
     * The first phase is none: how long anybody waits with nothing changed.
     *
     * @param quiet how long that is looked at
     */
    static List<Phase> run(Server server, Setting setting, Duration quiet) throws Exception {
        ShopDatabase shop = server.shop(setting.rows(), setting.key());
        RenameTrial trial =
                new RenameTrial(
                        shop,
                        new Change(shop, Change.RENAME, setting.budget(), Progress.NONE),
                        setting.everyMs());
        trial.all(quiet);
        server.drop(shop);
        return trial.phases;
    }

    private void all(Duration quiet) throws Exception {
        try (User reader = shop.reader(Version.OLD, every);
                User writer = shop.writer(Version.OLD, every)) {
            phase("nothing", reader, writer, () -> Thread.sleep(quiet));
            phase("expand", reader, writer, change::expand);
            phase("backfill", reader, writer, change::backfill);
        }
        long wrong =
                shop.number("select count(*) from app.users where full_name is distinct from name");
        if (wrong > 0) {
            throw new Failed(COULD_NOT, wrong + " rows are not right before the contract");
        }
        try (User reader = shop.reader(Version.NEW, every);
                User writer = shop.writer(Version.NEW, every)) {
            phase("contract", reader, writer, change::contract);
        }
        if (shop.number("select count(*) from app.users where full_name is null") > 0) {
            throw new Failed(COULD_NOT, "rows without a full_name after the contract");
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void phase(String name, User reader, User writer, Work work) throws Exception {
        Report.progress(name);
        reader.waited();
        writer.waited();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        phases.add(new Phase(name, seconds, reader.waited(), writer.waited()));
    }
}
