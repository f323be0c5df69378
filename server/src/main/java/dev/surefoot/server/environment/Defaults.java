package dev.surefoot.server.environment;

import java.time.Duration;

/** What holds where {@code surefoot.yaml} says nothing; written here and nowhere else. */
final class Defaults {
    static final String DIGEST_HEADER = "X-Artifact-Digest";
    static final int PASSES = 3;
    static final Duration EVERY = Duration.ofSeconds(1);
    static final Duration MIN_HEALTHY = Duration.ofSeconds(10);

    static final Duration STARTUP = Duration.ofMinutes(2);
    static final Duration WARM_UP = Duration.ofSeconds(30);
    static final Duration DRAIN = Duration.ofSeconds(30);
    static final Duration STOP = Duration.ofSeconds(10);

    static final Duration LEASE = Duration.ofSeconds(15);

    static final Duration GATES_TIMEOUT = Duration.ofHours(1);

    static final Duration STEP_TIME = Duration.ofMinutes(5);
    static final Duration WATCH = Duration.ZERO;
    static final Duration BUDGET_WATCH = Duration.ofMinutes(30);
    static final Share BUDGET_MAX_SHARE = new Share(5_000);
    static final Share BUDGET_PART = new Share(10);
    static final Duration BAKE = Duration.ofMinutes(10);
    static final Duration DEADLINE = Duration.ofHours(2);
    static final OnInconclusive ON_INCONCLUSIVE = OnInconclusive.HOLD;

    static final double ALPHA = 0.01;
    static final double BETA = 0.05;
    static final Duration MIN_EVIDENCE_TIME = Duration.ofMinutes(5);
    static final Share RAIL_ERROR_RATE = new Share(500);
    static final int RAIL_RESTARTS = 3;
    static final Duration RAIL_BLIND = Duration.ofSeconds(60);

    static final Duration KEEP_WARM = Duration.ofMinutes(30);
    static final Duration HOLD_FOR = Duration.ofHours(4);

    static final Duration SLO_WINDOW = Duration.ofDays(30);

    static final Duration QUIET_TIME = Duration.ofHours(24);

    private Defaults() {}
}
