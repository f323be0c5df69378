package dev.surefoot.proxy.forward;

import io.undertow.server.HttpHandler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * All requests that are being answered, over all routes. While draining, each response asks its
 * client to close the connection, and requests that still come in are served. Thread-safe.
 */
public final class InFlight {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final AtomicLong running = new AtomicLong();
    private volatile boolean draining;

    HttpHandler counting(HttpHandler next) {
        return exchange -> {
            running.incrementAndGet();
            exchange.addExchangeCompleteListener(
                    (same, listener) -> {
                        running.decrementAndGet();
                        listener.proceed();
                    });
            if (draining) {
                exchange.setPersistent(false);
            }
            next.handleRequest(exchange);
        };
    }

    /** Waits until nothing is in flight, at most the given time; returns what still is. */
    public long drain(Duration limit) {
        draining = true;
        long end = System.nanoTime() + limit.toNanos();
        while (running.get() > 0 && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return running.get();
    }
}
