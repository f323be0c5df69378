package dev.surefoot.proxy.forward;

import io.undertow.util.WorkerUtils;

import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Runs an action after a time of silence. {@link #touch} costs one clock reading; the timer is set
 * anew only when it fires. Confined to one I/O thread.
 */
final class Deadline {
    private final XnioIoThread thread;
    private final long silenceNanos;
    private final Runnable action;
    private long touched = System.nanoTime();
    private XnioExecutor.@Nullable Key timer;
    private boolean stopped;

    Deadline(XnioIoThread thread, Duration silence, Runnable action) {
        this.thread = thread;
        this.silenceNanos = silence.toNanos();
        this.action = action;
    }

    void start() {
        fireAfter(silenceNanos);
    }

    void touch() {
        touched = System.nanoTime();
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.remove();
        }
    }

    private void fireAfter(long nanos) {
        // Rounded up, so that it never fires before the time is over.
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
        timer = WorkerUtils.executeAfter(thread, this::fire, millis, TimeUnit.MILLISECONDS);
    }

    private void fire() {
        if (stopped) {
            return;
        }
        long left = silenceNanos - (System.nanoTime() - touched);
        if (left > 0) {
            fireAfter(left);
        } else {
            action.run();
        }
    }
}
