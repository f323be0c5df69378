package dev.surefoot.judge;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Evidence whose start is not known: a wager over several alternatives, part of which is placed
 * anew with every window. Half is placed on the first window, half of the rest over the next hour,
 * half of what remains over the hour after it, and so on; what is not placed is kept.
 *
 * <p>M_t = (M_{t−1} + ω_t) e^{ℓ_t} for each alternative; the evidence is the mean of M plus 1 − Σω.
 * If every e^ℓ is at most 1 on average, so is the evidence, at all times at once. Immutable.
 */
final class StartMixture {
    private final double[] logs;
    private final double kept;
    private final long windows;

    /**
     * The evidence's logarithm once it was asked for, which is several times a window. A race only
     * works it out twice.
     */
    private double log = Double.NaN;

    private StartMixture(double[] logs, double kept, long windows) {
        this.logs = logs;
        this.kept = kept;
        this.windows = windows;
    }

    /** Before the first window. */
    static StartMixture over(int alternatives) {
        double[] logs = new double[alternatives];
        Arrays.fill(logs, Double.NEGATIVE_INFINITY);
        return new StartMixture(logs, 1, 0);
    }

    /** What ℓ is for each alternative, by index. */
    interface LogRatios {
        double of(int alternative);
    }

    /** After one more window, of which an hour holds {@code perHour}. */
    StartMixture plus(long perHour, LogRatios ratios) {
        double weight = weight(windows + 1, perHour);
        double logWeight = StrictMath.log(weight);
        double[] next = new double[logs.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = Logs.add(logs[i], logWeight) + ratios.of(i);
        }
        return new StartMixture(next, Math.max(0, kept - weight), windows + 1);
    }

    /** All wagers lost; what was kept stays. Evidence only falls, so every promise holds. */
    StartMixture forget() {
        StartMixture empty = over(logs.length);
        return new StartMixture(empty.logs, kept, windows);
    }

    int alternatives() {
        return logs.length;
    }

    /** ln of the mean of some of the wagers that were placed; what was kept is left out. */
    double logPlaced(int from, int to) {
        return Logs.mean(Arrays.copyOfRange(logs, from, to));
    }

    /** ln of the evidence. */
    double log() {
        if (Double.isNaN(log)) {
            log = Logs.add(Logs.mean(logs), StrictMath.log(kept));
        }
        return log;
    }

    private static double weight(long window, long perHour) {
        if (window == 1) {
            return 0.5;
        }
        long block = (window - 2) / perHour + 1;
        // Below the smallest double nothing is left to place.
        return block > 1_000 ? 0 : StrictMath.scalb(1.0, -(int) (block + 1)) / perHour;
    }

    void write(ByteBuffer to) {
        for (double log : logs) {
            to.putDouble(log);
        }
        to.putDouble(kept).putLong(windows);
    }

    static StartMixture read(int alternatives, ByteBuffer from) {
        double[] logs = new double[alternatives];
        for (int i = 0; i < alternatives; i++) {
            logs[i] = from.getDouble();
        }
        return new StartMixture(logs, from.getDouble(), from.getLong());
    }
}
