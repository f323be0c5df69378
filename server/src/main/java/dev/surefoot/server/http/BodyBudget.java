package dev.surefoot.server.http;

import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of bodies that are held at once: read, a body takes several times its size in
 * memory. Small ones are free, so that nothing keeps a rollback waiting. Safe for use by many
 * threads.
 */
final class BodyBudget {
    /** What every body may have without asking. */
    static final int FREE_BYTES = 1 << 20;

    private static final int KIB = 1 << 10;

    private final Semaphore kib;

    BodyBudget(long bytes) {
        this.kib = new Semaphore((int) (bytes / KIB));
    }

    /** Takes so many bytes, if they are there. */
    boolean take(long bytes) {
        return kib.tryAcquire(inKib(bytes));
    }

    /** Gives back what was taken. */
    void giveBack(long bytes) {
        kib.release(inKib(bytes));
    }

    private static int inKib(long bytes) {
        return (int) ((bytes + KIB - 1) / KIB);
    }
}
