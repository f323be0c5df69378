package dev.surefoot.server.schema;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Interrupts a thread once it is told to stop. A runner takes an interruption between two steps or
 * batches, where everything that was begun is written down.
 */
final class Stopper implements AutoCloseable {
    private static final long EVERY_NANOS = 50_000_000;

    private final Thread watched;
    private final Thread watcher;
    private boolean over;

    private Stopper(Thread watched, BooleanSupplier stop) {
        this.watched = watched;
        this.watcher = Thread.ofVirtual().unstarted(() -> watch(stop));
    }

    /** Watches until it is closed. */
    static Stopper of(Thread watched, BooleanSupplier stop) {
        Stopper stopper = new Stopper(watched, stop);
        stopper.watcher.start();
        return stopper;
    }

    private void watch(BooleanSupplier stop) {
        while (!Thread.currentThread().isInterrupted()) {
            if (stop.getAsBoolean()) {
                interrupt();
                return;
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private synchronized void interrupt() {
        if (!over) {
            watched.interrupt();
        }
    }

    /** Ends the watch; an interruption that came too late is taken back. */
    @Override
    public synchronized void close() {
        over = true;
        watcher.interrupt();
        boolean _ = Thread.interrupted();
    }
}
