package dev.surefoot.bench.lease;

import dev.surefoot.bench.Report;
import dev.surefoot.bench.stage.Setup;
import dev.surefoot.bench.stage.Stage;
import dev.surefoot.demo.Tally;
import dev.surefoot.demo.VersionTally;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.PromotionView;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Releases a bad version to half of the users, kills the server as soon as some of them met it, and
 * waits with no server running. A trial in which the server had decided before it died tells
 * nothing of leases and is repeated.
 */
record LeaseTrials(int trials, int requestsPerSecond, long seed, Duration lease, boolean haproxy) {
    private static final String BAD = "v3";
    private static final int MET = 50;
    private static final Duration WATCHED_AFTER = Duration.ofSeconds(3);

    /** Whoever got requests for so long after the server's end got them without its doing. */
    private static final Duration ALONE = Duration.ofMillis(500);

    private static final long BETWEEN_LOOKS_NANOS = 10_000_000L;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /**
     * One trial.
     *
     * @param afterMs from the server's death to the last request begun on the bad version
     * @param alone how many requests it got in that time
     * @param unanswered requests without any answer, or with one that names no version
     * @param ending how the promotion ended after the next server's start
     */
    record Trial(double afterMs, long alone, long requests, long unanswered, String ending) {}

    List<Trial> run(Path root) throws IOException {
        List<Trial> results = new ArrayList<>();
        Setup setup = new Setup(List.of(BAD), Setup::halfAtOnce, haproxy, lease);
        try (Stage stage = Stage.open(root, setup)) {
            for (int attempt = 0; results.size() < trials && attempt < 3 * trials; attempt++) {
                Optional<Trial> trial = trial(stage, seed + attempt);
                trial.ifPresent(results::add);
                Report.progress(
                        trial.map(
                                        it ->
                                                "%d of %d: last request %.0f ms after the server"
                                                        .formatted(
                                                                results.size(),
                                                                trials,
                                                                it.afterMs()))
                                .orElse("the server had decided before it died; again"));
            }
        }
        return results;
    }

    private Optional<Trial> trial(Stage stage, long own) throws IOException {
        stage.demandBase();
        VirtualUsers users = VirtualUsers.start(stage.shop(), requestsPerSecond, own);
        try {
            String promotion = stage.release(BAD);
            await(users, MET);
            Instant dead = stage.killServer();
            long before = count(users.tally());
            while (Instant.now().isBefore(dead.plus(lease).plus(WATCHED_AFTER))) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            Tally seen = users.tally();
            VersionTally bad = Optional.ofNullable(seen.byVersion().get(BAD)).orElseThrow();
            stage.startServer();
            String ending = ended(stage, promotion);
            Duration after = Duration.between(dead, bad.lastStartedAt());
            return after.compareTo(ALONE) < 0
                    ? Optional.empty()
                    : Optional.of(
                            new Trial(
                                    after.toNanos() / 1e6,
                                    count(seen) - before,
                                    seen.requests(),
                                    seen.clientErrors() + unsigned(seen),
                                    ending));
        } finally {
            users.close();
        }
    }

    /** The next server goes on by itself; the trial does not wait for its whole release. */
    private static String ended(Stage stage, String promotion) {
        PromotionView view =
                stage.await(
                        promotion,
                        now ->
                                now.events().stream()
                                        .anyMatch(event -> event.why().contains("lapsed")));
        if (view.outcome().equals("RUNNING")) {
            stage.rollBack("the trial is over");
        }
        return Stage.demand(stage.follow(promotion), "ROLLED_BACK").outcome();
    }

    private static void await(VirtualUsers users, int requests) {
        long start = System.nanoTime();
        while (count(users.tally()) < requests) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new IllegalStateException(BAD + " got no " + requests + " requests in 60 s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static long count(Tally tally) {
        return count(tally, BAD);
    }

    private static long unsigned(Tally tally) {
        return count(tally, Tally.UNSIGNED);
    }

    private static long count(Tally tally, String version) {
        return Optional.ofNullable(tally.byVersion().get(version))
                .map(VersionTally::requests)
                .orElse(0L);
    }
}
