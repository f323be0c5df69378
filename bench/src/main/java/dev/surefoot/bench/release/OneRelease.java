package dev.surefoot.bench.release;

import dev.surefoot.bench.stage.ProxyView;
import dev.surefoot.bench.stage.Stage;
import dev.surefoot.demo.VirtualUsers;
import dev.surefoot.server.api.PromotionView;

import java.util.concurrent.locks.LockSupport;

/**
 * Releases one version under users of its own, and brings the base version back: a version that
 * reached everyone is rolled back while the base is warm, with the users still there.
 */
record OneRelease(Stage stage, int requestsPerSecond) {
    /** So many requests are answered by the base before the release begins. */
    private static final int BEFORE = 300;

    private static final long BETWEEN_LOOKS_NANOS = 50_000_000L;

    ReleaseResult of(String version, long seed) {
        stage.demandBase();
        ProxyView.Count before = stage.proxy().count(stage.canarySlot());
        VirtualUsers users = VirtualUsers.start(stage.shop(), requestsPerSecond, seed);
        PromotionView ended;
        try {
            while (users.tally().requests() < BEFORE) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            ended = stage.follow(stage.release(version));
            if (ended.outcome().equals("COMPLETED") || ended.outcome().equals("HELD")) {
                stage.rollBack("the next release begins from the base version");
                Stage.demand(stage.follow(ended.id()), "ROLLED_BACK");
            }
        } finally {
            users.close();
        }
        stage.demandBase();
        ProxyView.Count canary = stage.proxy().count(stage.canarySlot()).since(before);
        return ReleaseResult.of(version, seed, ended, users.tally(), canary);
    }
}
