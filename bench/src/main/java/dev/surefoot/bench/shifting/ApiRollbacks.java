package dev.surefoot.bench.shifting;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.stage.Setup;
import dev.surefoot.bench.stage.Stage;
import dev.surefoot.demo.Tally;
import dev.surefoot.demo.VersionTally;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.PromotionView;
import dev.surefoot.server.api.PromotionView.RollbackView;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Goes back by the server's API while a promotion runs: a version gets half of the traffic, and is
 * taken back by hand as soon as some hundred requests went there. Half, so that requests come close
 * enough together to show a delay of milliseconds.
 */
record ApiRollbacks(int trials, int requestsPerSecond, long seed, boolean haproxy) {
    private static final String VERSION = "v2";
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int SHARE_BP = 5_000;
    private static final int BEFORE = 200;
    private static final int CONTROL_SECONDS = 20;
    private static final long BETWEEN_LOOKS_NANOS = 20_000_000L;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /** One trial: the way back, and what users saw of the shifting. */
    record Trial(Rollback back, double acceptedMs, Clients clients) {}

    /**
     * What users saw that the shop's versions did not cause.
     *
     * @param unanswered requests without any answer
     * @param byProxy answers that name no version, so that the proxy made them
     */
    record Clients(long requests, long unanswered, long byProxy) {
        static Clients of(Tally tally) {
            return new Clients(
                    tally.requests(), tally.clientErrors(), count(tally, Tally.UNSIGNED));
        }

        long errors() {
            return unanswered + byProxy;
        }
    }

    /**
     * All trials.
     *
     * @param control the same users for as many seconds as {@link #CONTROL_SECONDS}, with nothing
     *     shifted: errors that come of the machine, not of shifting
     */
    record Result(Clients control, List<Trial> trials) {
        Result {
            trials = List.copyOf(trials);
        }
    }

    Result run(Path root) throws IOException {
        List<Trial> results = new ArrayList<>();
        Clients control;
        Setup setup = new Setup(List.of(VERSION), Setup::halfAtOnce, haproxy, LEASE);
        try (Stage stage = Stage.open(root, setup)) {
            control = control(stage);
            for (int i = 0; i < trials; i++) {
                Trial trial = trial(stage, seed + i);
                results.add(trial);
                Report.progress(
                        (i + 1)
                                + " of "
                                + trials
                                + ": last request begun "
                                + trial.back().lastBegunMs()
                                + " ms after the decision");
            }
        }
        return new Result(control, results);
    }

    private Clients control(Stage stage) {
        Report.progress(CONTROL_SECONDS + " s of users with nothing shifted");
        VirtualUsers users = VirtualUsers.start(stage.shop(), requestsPerSecond, ~seed);
        try {
            while (users.tally().elapsed().toSeconds() < CONTROL_SECONDS) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        } finally {
            users.close();
        }
        return Clients.of(users.tally());
    }

    private Trial trial(Stage stage, long own) {
        stage.demandBase();
        VirtualUsers users = VirtualUsers.start(stage.shop(), requestsPerSecond, own);
        Instant asked;
        PromotionView ended;
        try {
            String promotion = stage.release(VERSION);
            stage.await(
                    promotion,
                    view -> view.state().equals("JUDGING") && view.shareBp() == SHARE_BP);
            awaitSome(users);
            asked = Instant.now();
            stage.rollBack("a trial of the way back");
            ended = Stage.demand(stage.follow(promotion), "ROLLED_BACK");
        } finally {
            users.close();
        }
        stage.demandBase();
        return result(ended, asked, users.tally());
    }

    private static Trial result(PromotionView ended, Instant asked, Tally tally) {
        RollbackView back = ended.rollback().orElseThrow();
        if (!back.kind().equals("PERSON")) {
            throw new IllegalStateException(
                    "the promotion went back by itself (" + back.kind() + "), not when asked");
        }
        Instant decided = back.decidedAt();
        Map<String, VersionTally> seen = tally.byVersion();
        return new Trial(
                new Rollback(
                        SHARE_BP,
                        ms(decided, back.lastBadRequest().orElseThrow()),
                        Optional.ofNullable(seen.get(VERSION))
                                .map(last -> ms(decided, last.lastStartedAt())),
                        ms(decided, back.executedAt().orElseThrow()),
                        Optional.empty()),
                ms(asked, decided),
                Clients.of(tally));
    }

    private static long count(Tally tally, String version) {
        return Optional.ofNullable(tally.byVersion().get(version))
                .map(VersionTally::requests)
                .orElse(0L);
    }

    private static void awaitSome(VirtualUsers users) {
        long start = System.nanoTime();
        while (count(users.tally(), VERSION) < BEFORE) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        VERSION + " got no " + BEFORE + " requests in 60 s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static double ms(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }
}
