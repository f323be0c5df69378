package dev.surefoot.server.promotion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One sweep a second steers all promotions, each on a thread of its own, so that a slow one holds
 * up nobody; a promotion that is still being moved is left alone until the next sweep.
 */
public final class PromotionSweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PromotionSweep.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("sweep").daemon().factory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Promotions store;
    private final PromotionWorker worker;
    private final List<Runnable> alongside;
    private final BooleanSupplier steers;

    /**
     * A sweep that does not run yet.
     *
     * @param alongside what else is looked at each second, for example {@link Reconciler}
     * @param steers whether this server still holds the ownership; without it nothing is done
     */
    public PromotionSweep(
            Promotions store,
            PromotionWorker worker,
            List<Runnable> alongside,
            BooleanSupplier steers) {
        this.store = store;
        this.worker = worker;
        this.alongside = List.copyOf(alongside);
        this.steers = steers;
    }

    /** Sweeps once a second until closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // sweep() lets nothing escape
    public void start() {
        clockwork.scheduleAtFixedRate(this::sweep, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sweeps once now. */
    void sweep() {
        try {
            if (!steers.getAsBoolean()) {
                LOG.error("the database's lock is lost: another server may steer; doing nothing");
                return;
            }
            for (Promotion promotion : store.active()) {
                threads.execute(
                        guarded(
                                "promotion " + promotion.id(),
                                () -> worker.advance(promotion.id())));
            }
            alongside.forEach(task -> threads.execute(guarded("upkeep", task)));
        } catch (RuntimeException e) {
            LOG.error("a sweep failed; the next one follows", e);
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            threads.shutdownNow();
        }
    }

    private static Runnable guarded(String what, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("{} failed; it is tried again in the next sweep", what, e);
            }
        };
    }
}
