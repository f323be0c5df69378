package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One arm's errors over a long and a short time: the long one says that they matter, the short one
 * that they still last.
 */
record BurnSums(SlidingSum longer, SlidingSum shorter) {
    private static final long FEWEST = 3;

    /** The two pairs of times that are watched. */
    enum Pair {
        /** 14.4 times over one hour and five minutes. */
        FAST("1 h and 5 min", Rails.FAST, new int[] {300, 12, 60, 5}),
        /** 6 times over six hours and thirty minutes. */
        SLOW("6 h and 30 min", 6, new int[] {1_800, 12, 300, 6});

        final String words;
        final double factor;
        private final int[] buckets;

        Pair(String words, double factor, int[] buckets) {
            this.words = words;
            this.factor = factor;
            this.buckets = buckets;
        }

        long longSeconds() {
            return (long) buckets[0] * buckets[1];
        }
    }

    static BurnSums initial(Pair pair) {
        return new BurnSums(
                SlidingSum.of(pair.buckets[0], pair.buckets[1]),
                SlidingSum.of(pair.buckets[2], pair.buckets[3]));
    }

    BurnSums plus(Instant at, Tally tally) {
        return new BurnSums(longer.plus(at, tally), shorter.plus(at, tally));
    }

    /** Above the error rate in both times, by at least three errors in each. */
    boolean above(double rate) {
        return above(longer.sum(), rate) && above(shorter.sum(), rate);
    }

    private static boolean above(Tally tally, double rate) {
        return tally.errors() >= FEWEST && tally.errors() > rate * tally.requests();
    }

    void write(ByteBuffer to) {
        longer.write(to);
        shorter.write(to);
    }

    static BurnSums read(Pair pair, ByteBuffer from) {
        return new BurnSums(
                SlidingSum.read(pair.buckets[0], pair.buckets[1], from),
                SlidingSum.read(pair.buckets[2], pair.buckets[3], from));
    }
}
