package shop;

import java.util.SplittableRandom;

/**
 * The systems behind the shop, stock and payment, simulated. A call fails as often as the
 * configuration says, and takes as much longer; the draws follow the seed, one a call. Safe for
 * all threads.
 */
final class Backend {
    private final double errorRate;
    private final int paymentTimeoutMs;
    private final int delayMs;
    private final SplittableRandom draws;

    Backend(Settings settings, long seed) {
        errorRate = settings.backendErrorRate();
        paymentTimeoutMs = settings.paymentTimeoutMs();
        delayMs = settings.backendDelayMs();
        draws = new SplittableRandom(seed);
    }

    /** Asks the stock, which answers after the delay that is configured. */
    void stock() throws InterruptedException {
        Thread.sleep(delayMs);
        if (draw() < errorRate) {
            throw new Unavailable("the stock system does not answer");
        }
    }

    /** Takes the money, which needs 1 to 5 ms and the delay. */
    void pay() throws InterruptedException {
        double drawn = draw();
        if (drawn < errorRate) {
            throw new Unavailable("the payment system does not answer");
        }
        int needsMs = delayMs + 1 + (int) (drawn * 5);
        Thread.sleep(Math.min(needsMs, paymentTimeoutMs));
        if (needsMs > paymentTimeoutMs) {
            throw new Unavailable("payment took more than " + paymentTimeoutMs + " ms");
        }
    }

    private synchronized double draw() {
        return draws.nextDouble();
    }

    /** A system behind the shop failed; the shop itself did nothing wrong. */
    static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unavailable(String message) {
            super(message);
        }
    }
}
