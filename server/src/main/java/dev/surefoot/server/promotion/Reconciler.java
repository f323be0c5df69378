package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Slot;
import dev.surefoot.server.rollout.Split;
import dev.surefoot.server.runtime.Launch;
import dev.surefoot.server.runtime.Place;
import dev.surefoot.server.runtime.Running;
import dev.surefoot.server.runtime.Running.Purpose;
import dev.surefoot.server.runtime.Runtime;
import dev.surefoot.server.traffic.Router;
import dev.surefoot.server.traffic.Token;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings back what should run: baselines that died are started again, and a data plane that has
 * forgotten a route is told. Never raises anybody's exposure; never starts a canary, whose death is
 * the promotion's business. Safe for use by many threads.
 */
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Promotions store;
    private final World world;
    private final Map<Place, Backoff> backoffs = new ConcurrentHashMap<>();

    public Reconciler(Promotions store, World world) {
        this.store = store;
        this.world = world;
    }

    /** How often in a row a place could not be brought back, and when it is tried again. */
    private record Backoff(int failures, Instant notBefore) {}

    /** Looks at everything that should run, once. */
    public void reconcile(Instant at) {
        for (Running running : store.running()) {
            if (running.purpose() == Purpose.CANARY || waits(running.place(), at)) {
                continue;
            }
            Optional<Promotion> brought = store.bringing(running.place(), running.version());
            brought.ifPresent(promotion -> reconcile(running, promotion, at));
        }
    }

    /** Stops warm slots whose time is over. */
    public void coolDown(Instant at) {
        for (Running cold : store.coolDown(at)) {
            store.bringing(cold.place(), cold.version())
                    .ifPresent(promotion -> stop(cold.place(), promotion));
        }
        stopLeftOver();
    }

    /**
     * A server that dies between writing down that a slot should not run and stopping it leaves its
     * processes behind. A newer launch there is safe from this: its token is newer, too.
     */
    private void stopLeftOver() {
        for (Runtime.Occupied left : world.runtime().occupied()) {
            Place place = left.place();
            boolean free =
                    store.running().stream().noneMatch(it -> it.place().equals(place))
                            && store.lane(place.service(), place.environment()).isEmpty();
            if (free) {
                store.bringing(place, left.version())
                        .ifPresent(promotion -> stop(place, promotion));
            }
        }
    }

    private void reconcile(Running running, Promotion promotion, Instant at) {
        Site site = world.sites().apply(promotion.subject());
        Slot slot = running.place().slot();
        Launch launch = site.launch(slot, running.version(), promotion.token());
        Runtime.Start start = world.runtime().start(launch);
        if (start instanceof Runtime.Start.Refused refused) {
            failed(running.place(), refused.refusal().message(), at);
            return;
        }
        if (start instanceof Runtime.Start.Started(int count) && count > 0) {
            LOG.info("brought back {} instances of {}", count, running.place());
            later(running.place(), at);
        } else if (world.runtime().observe(launch).allReady()) {
            backoffs.remove(running.place());
        }
        if (running.purpose() == Purpose.BASELINE) {
            route(site, slot, promotion);
        }
    }

    /** Only where the data plane knows nothing: what it knows is a promotion's business. */
    private void route(Site site, Slot slot, Promotion promotion) {
        Router router = world.routers().apply(site.only(slot));
        if (router.read() instanceof Router.Read.Absent) {
            Router.Apply applied = router.apply(Split.allTo(slot), new Token(promotion.token()));
            LOG.info(
                    "told the data plane again about {}/{}: {}",
                    site.service(),
                    site.environment(),
                    applied);
        }
    }

    private void stop(Place place, Promotion promotion) {
        Site site = world.sites().apply(promotion.subject());
        LOG.info(
                "{} is no longer kept warm: {}",
                place,
                world.runtime().stop(place, promotion.token(), site.stop()));
    }

    private boolean waits(Place place, Instant at) {
        Backoff backoff = backoffs.get(place);
        return backoff != null && at.isBefore(backoff.notBefore());
    }

    private void failed(Place place, String why, Instant at) {
        LOG.warn("{} should run and can't be started: {}", place, why);
        later(place, at);
    }

    /** 1, 2, 4 … seconds, at most a minute: a version that dies at once is not hammered. */
    private void later(Place place, Instant at) {
        backoffs.compute(
                place,
                (key, before) -> {
                    int failures = before == null ? 0 : before.failures();
                    Duration pause = Duration.ofSeconds(1L << Math.min(failures, 6));
                    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                    return new Backoff(failures + 1, at.plus(bounded));
                });
    }
}
