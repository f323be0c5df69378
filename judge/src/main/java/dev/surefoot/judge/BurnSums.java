package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * One arm's errors over a long and a short time: the long one says that they matter, the short one
 * that they still last.
 */
record BurnSums(SlidingSum longer, SlidingSum shorter) {
    private static final long FEWEST = 3;

    /** The two pairs that are watched: 14.4 times, and 6 times. */
    static final List<Pair> PAIRS =
            List.of(
                    new Pair("1 h and 5 min", Rails.FAST, new Buckets(300, 12), new Buckets(60, 5)),
                    new Pair("6 h and 30 min", 6, new Buckets(1_800, 12), new Buckets(300, 6)));

    /** A burn rate that is too much over both of two times. */
    record Pair(String words, double factor, Buckets longer, Buckets shorter) {
        long longSeconds() {
            return longer.seconds() * longer.count();
        }
    }

    /** How a time is divided. */
    record Buckets(long seconds, int count) {
        private SlidingSum sum() {
            return SlidingSum.of(seconds, count);
        }

        private SlidingSum read(ByteBuffer from) {
            return SlidingSum.read(seconds, count, from);
        }
    }

    static BurnSums initial(Pair pair) {
        return new BurnSums(pair.longer.sum(), pair.shorter.sum());
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
        return new BurnSums(pair.longer.read(from), pair.shorter.read(from));
    }
}
