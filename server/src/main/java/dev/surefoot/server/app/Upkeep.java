package dev.surefoot.server.app;

import dev.surefoot.server.calibration.CalibrationWorker;
import dev.surefoot.server.jobs.AlarmClock.Duty;
import dev.surefoot.server.promotion.Reconciler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What falls due when nobody is looking: warm slots whose time is over, and what is kept too long.
 */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration BETWEEN_COOLINGS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final Duration BETWEEN_CALIBRATIONS = Duration.ofMinutes(10);
    private static final Duration LAUNCHES_KEPT = Duration.ofDays(30);

    private final Stores stores;
    private final Reconciler reconciler;
    private final CalibrationWorker calibrations;
    private final InstantSource clock;

    Upkeep(
            Stores stores,
            Reconciler reconciler,
            CalibrationWorker calibrations,
            InstantSource clock) {
        this.stores = stores;
        this.reconciler = reconciler;
        this.calibrations = calibrations;
        this.clock = clock;
    }

    List<Duty> duties() {
        return List.of(
                new Duty("cool-down", BETWEEN_COOLINGS, () -> reconciler.coolDown(clock.instant())),
                new Duty(
                        "calibration",
                        BETWEEN_CALIBRATIONS,
                        () -> calibrations.look(clock.instant())),
                new Duty("retention", BETWEEN_CLEANINGS, this::clean));
    }

    private void clean() {
        Instant at = clock.instant();
        int minutes = stores.traffic().deleteOld(at);
        int launches = stores.instances().deleteEndedBefore(at.minus(LAUNCHES_KEPT));
        stores.calibrations().deleteOld(at);
        LOG.info("forgot {} minutes of traffic and {} launches", minutes, launches);
    }
}
