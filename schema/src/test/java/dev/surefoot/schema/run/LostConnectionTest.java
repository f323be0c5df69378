package dev.surefoot.schema.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.run.backfill.Fill;
import dev.surefoot.schema.run.target.FileRow;
import dev.surefoot.schema.run.target.Target;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The runner's sessions are ended at random moments, or the whole server is. How often is {@code
 * -Dsurefoot.cuts}, from where {@code -Dsurefoot.cuts.seed}.
 */
class LostConnectionTest {
    private static final int CUTS = Integer.getInteger("surefoot.cuts", 8);
    private static final long SEED = Long.getLong("surefoot.cuts.seed", 5);

    /** How long after a file was begun it is cut off at most, in milliseconds. */
    private static final List<Moment> MOMENTS =
            List.of(new Moment("V1", 150), new Moment("V2", 300), new Moment("V3", 60));

    private static final Gone NONE_LEFT =
            new Gone("a test", "there are none", Set.of(), Set.of("shop"));

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Requirement("SCHEMA-RUN-16")
    void cut_off_at_random_moments_a_change_ends_complete_with_nothing_done_twice()
            throws Exception {
        Random random = new Random(SEED);
        int cuts = 0;
        int changes = 0;
        Map<String, Integer> where = new TreeMap<>();

        while (cuts < CUTS || changes == 0) {
            TestServer.Database database = KillTest.database(server);
            while (true) {
                Outcome outcome =
                        cuts < CUTS
                                ? run(database, Moment.some(random), () -> end(database))
                                : runner(database, Progress.NONE).expandFillContract();
                if (outcome instanceof Outcome.Done) {
                    break;
                }
                cuts++;
                where.merge(KillTest.where(database), 1, Integer::sum);
                told(outcome, database);
            }
            changes++;
            KillTest.check(database, "seed " + SEED + ", change " + changes + ", after " + cuts);
        }

        System.out.println(cuts + " cuts in " + changes + " changes, cut in " + where);
        KillTest.inTheMiddle(where, CUTS);
    }

    @Test
    @Requirement("SCHEMA-RUN-16")
    void a_server_that_stops_and_starts_again_finds_the_change_where_it_was() throws Exception {
        TestServer.Database database = KillTest.database(server);
        int within = 1 + new Random(SEED).nextInt(KilledRunner.ROWS / 40 - 1);
        List<Stop> stops = List.of(new Stop("V1", 1), new Stop("V2", within), new Stop("V3", 1));

        for (Stop stop : stops) {
            Stopping progress = new Stopping(stop);
            Outcome outcome = runner(database, progress).expandFillContract();

            assertThat(progress.stopped()).as("stopped at %s", stop).isTrue();
            told(outcome, database);
        }
        Outcome outcome = runner(database, Progress.NONE).expandFillContract();

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        KillTest.check(database, "after stops of the server at " + stops);
    }

    /** At a file's n-th word of progress: what comes after it always finds no connection. */
    private record Stop(String file, int word) {}

    /** Stops the server and starts it again while the runner waits for this to return. */
    private static final class Stopping implements Progress {
        private final Stop stop;
        private int words;

        Stopping(Stop stop) {
            this.stop = stop;
        }

        boolean stopped() {
            return words >= stop.word();
        }

        @Override
        public void step(String path, String where) {
            said(path);
        }

        @Override
        public void fill(Fill fill) {
            said(fill.id());
        }

        private void said(String path) {
            if (path.startsWith(stop.file()) && ++words == stop.word()) {
                server.restart();
            }
        }
    }

    /** What is not done shows, and nobody is said to run it. */
    private static void told(Outcome outcome, TestServer.Database database) throws SQLException {
        assertThat(outcome).as("seed %d", SEED).isInstanceOf(Outcome.CouldNot.class);
        assertThat(((Outcome.CouldNot) outcome).reason()).contains("run the same command again");
        TargetStatus status = TargetStatus.read(database.target());
        assertThat(status.running()).isFalse();
        assertThat(status.halfDone())
                .extracting(TargetStatus.HalfDone::path)
                .containsExactlyElementsOf(
                        status.files().stream()
                                .filter(row -> row.state() == FileRow.State.RUNNING)
                                .map(FileRow::path)
                                .toList());
    }

    /** So long after a file was begun. */
    private record Moment(String file, int ms) {
        static Moment some(Random random) {
            Moment bound = MOMENTS.get(random.nextInt(MOMENTS.size()));
            return new Moment(bound.file(), random.nextInt(bound.ms()));
        }
    }

    private interface Cut {
        void now() throws SQLException;
    }

    private static Outcome run(TestServer.Database database, Moment moment, Cut cut)
            throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Thread cutter =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        begun.await();
                                        if (!over.await(moment.ms(), TimeUnit.MILLISECONDS)) {
                                            cut.now();
                                        }
                                    } catch (InterruptedException | SQLException e) {
                                        throw new AssertionError(e);
                                    }
                                });
        try {
            return runner(database, new Begun(moment.file(), begun)).expandFillContract();
        } finally {
            over.countDown();
            begun.countDown();
            cutter.join();
        }
    }

    private static void end(TestServer.Database database) throws SQLException {
        try (Connection admin = server.admin(database.name());
                Statement sql = admin.createStatement()) {
            sql.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                            + " current_database() and application_name = '"
                            + Target.APPLICATION
                            + "'");
        }
    }

    /** All phases, as far as they go. */
    private record Phases(SchemaRunner runner) {
        Outcome expandFillContract() throws InterruptedException {
            Outcome outcome = runner.expand();
            if (outcome instanceof Outcome.Done) {
                outcome = runner.backfill();
            }
            return outcome instanceof Outcome.Done ? runner.contract(NONE_LEFT) : outcome;
        }
    }

    private static Phases runner(TestServer.Database database, Progress progress) {
        return new Phases(
                new SchemaRunner(
                        database.target(),
                        KilledRunner.change(),
                        KilledRunner.options(),
                        progress));
    }

    private record Begun(String file, CountDownLatch latch) implements Progress {
        @Override
        public void step(String path, String where) {
            seen(path);
        }

        @Override
        public void fill(Fill fill) {
            seen(fill.id());
        }

        private void seen(String path) {
            if (path.startsWith(file)) {
                latch.countDown();
            }
        }
    }
}
