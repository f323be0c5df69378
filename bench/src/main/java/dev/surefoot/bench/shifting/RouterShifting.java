package dev.surefoot.bench.shifting;

import dev.surefoot.bench.Report;
import dev.surefoot.server.environment.Share;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Shifts as fast as requests allow, straight at the router: 5, 10, 50, 100 % and back to none,
 * going back from a seeded step each round. Some requests go before, with nothing shifted, so that
 * there is something to compare with.
 */
record RouterShifting(StagePlane.Kind proxy, long requests, int connections, long seed) {
    private static final List<Share> CLIMB =
            List.of(new Share(500), new Share(1_000), new Share(5_000), Share.ALL);

    /** Requests, by all clients together, between two shifts. */
    private static final long HOLD = 400;

    private static final long BETWEEN_LOOKS_NANOS = 500_000L;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /**
     * What came of it.
     *
     * @param steady the requests before anything was shifted
     * @param shifting the requests while shares changed
     */
    record Result(
            FastLoad.Seen steady,
            FastLoad.Seen shifting,
            long shifts,
            List<Rollback> rollbacks,
            double seconds) {}

    Result run(Path directory) throws IOException {
        try (RouterStage stage = RouterStage.start(proxy, directory, Optional.empty())) {
            warmUp(stage);
            FastLoad steady = FastLoad.start(stage.port(), connections);
            try (steady) {
                await(steady, requests / 5);
            }
            Report.progress(requests / 5 + " requests without a shift; now shifting");
            long start = System.nanoTime();
            List<Rollback> rollbacks = new ArrayList<>();
            FastLoad load = FastLoad.start(stage.port(), connections);
            long shifts;
            try (load) {
                shifts = shift(stage, load, rollbacks);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Result(steady.seen(), load.seen(), shifts, rollbacks, seconds);
        }
    }

    /** The proxy is a young JVM: what it compiles meanwhile is not what is measured. */
    private void warmUp(RouterStage stage) {
        try (FastLoad load = FastLoad.start(stage.port(), connections)) {
            await(load, requests / 5);
        }
    }

    private long shift(RouterStage stage, FastLoad load, List<Rollback> rollbacks) {
        SplittableRandom random = new SplittableRandom(seed);
        long shifts = 0;
        while (load.finished() < requests) {
            int top = random.nextInt(CLIMB.size());
            for (Share share : CLIMB.subList(0, top + 1)) {
                stage.expose(share);
                shifts++;
                await(load, load.finished() + HOLD);
            }
            rollbacks.add(goBack(stage, load, CLIMB.get(top)));
            shifts++;
        }
        return shifts;
    }

    private static Rollback goBack(RouterStage stage, FastLoad load, Share from) {
        TinyBackend bad = stage.bad();
        long asked = System.nanoTime();
        stage.goBack();
        long done = System.nanoTime();
        long begunByThen = stage.begunOnBad();
        await(load, load.finished() + HOLD);
        return new Rollback(
                from.basisPoints(),
                (bad.lastArrivalNanos() - asked) / 1e6,
                Optional.empty(),
                (done - asked) / 1e6,
                Optional.of(stage.begunOnBad() - begunByThen));
    }

    /** However slow the machine is; but not for ever if nothing is answered any more. */
    private static void await(FastLoad load, long finished) {
        long before = load.finished();
        long since = System.nanoTime();
        for (long now = before; now < finished; now = load.finished()) {
            if (now > before) {
                before = now;
                since = System.nanoTime();
            }
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new IllegalStateException(
                        "no request has ended for 30 s, after " + now + " of " + finished);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }
}
