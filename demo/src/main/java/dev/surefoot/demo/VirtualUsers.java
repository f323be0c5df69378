package dev.surefoot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Seeded users of the shop. They arrive whether or not the shop keeps up (open loop), with
 * exponential gaps, so that the number in a second varies as it does with people; the seed gives
 * both the gaps and the requests. Nothing is retried.
 *
 * <p>At most {@value #MOST_IN_FLIGHT} requests are in flight. Beyond that, or on a machine that is
 * too busy, requests start late, none is left out, and the tally says how late and at what rate.
 * Safe for all threads.
 */
public final class VirtualUsers implements AutoCloseable {
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final ShopClient client;
    private final RequestStream requests;
    private final SplittableRandom gaps;
    private final double meanGapNanos;
    // One permit a request, and one for the arrivals themselves: who holds all has nothing running.
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT + 1);
    private final TallyCounter counter = new TallyCounter();
    private final Thread arrivals;

    private VirtualUsers(URI shop, int requestsPerSecond, long seed, int customers) {
        client = new ShopClient(shop);
        requests = new RequestStream(seed, customers);
        gaps = new SplittableRandom(~seed);
        meanGapNanos = NANOS_PER_SECOND / requestsPerSecond;
        arrivals = Thread.ofPlatform().name("virtual-users").daemon().unstarted(this::arrive);
    }

    /**
     * Starts users that send requests until closed.
     *
     * @param shop {@code http://HOST:PORT}; a path is ignored
     * @param requestsPerSecond the mean rate, 1 to 100,000
     */
    public static VirtualUsers start(URI shop, int requestsPerSecond, long seed) {
        return start(shop, requestsPerSecond, seed, 0);
    }

    /**
     * The same, where some say who they are, and some register.
     *
     * @param customers how many customers the shop knows to begin with, numbered from 1; not below
     *     0
     */
    public static VirtualUsers start(URI shop, int requestsPerSecond, long seed, int customers) {
        if (customers < 0) {
            throw new IllegalArgumentException(customers + " customers: give 0 or more");
        }
        if (requestsPerSecond < 1 || requestsPerSecond > 100_000) {
            throw new IllegalArgumentException(
                    requestsPerSecond + " requests a second are not within 1 and 100,000");
        }
        VirtualUsers users = new VirtualUsers(shop, requestsPerSecond, seed, customers);
        users.inFlight.acquireUninterruptibly();
        users.arrivals.start();
        return users;
    }

    /** What they saw so far; after {@link #close()}, what they saw in all. */
    public Tally tally() {
        return counter.tally();
    }

    /**
     * Starts no more requests, waits for those in flight (at most some 12 s, by their own time
     * limits) and closes the connections.
     */
    @Override
    public void close() {
        arrivals.interrupt();
        inFlight.acquireUninterruptibly(MOST_IN_FLIGHT + 1);
        inFlight.release(MOST_IN_FLIGHT + 1);
        awaitArrivals();
        counter.end();
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the users' connections", e);
        }
    }

    /** It has released already what was waited for, and only has to end. */
    private void awaitArrivals() {
        boolean interrupted = false;
        while (arrivals.isAlive()) {
            try {
                arrivals.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrive() {
        try {
            long start = System.nanoTime();
            double due = 0;
            while (true) {
                due += -Math.log1p(-gaps.nextDouble()) * meanGapNanos;
                long dueNanos = start + (long) due;
                sleepUntil(dueNanos);
                inFlight.acquire();
                counter.startedLate(System.nanoTime() - dueNanos);
                ShopRequest request = requests.next();
                Thread.ofVirtual().name("user").start(() -> ask(request));
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread, and its end is all there is to do.
        } finally {
            inFlight.release();
        }
    }

    private void ask(ShopRequest request) {
        Instant startedAt = Instant.now();
        try {
            counter.answered(client.send(request), startedAt);
        } catch (IOException e) {
            counter.unanswered();
        } finally {
            inFlight.release();
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long early = nanos - System.nanoTime();
        if (early > 0) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
    }
}
