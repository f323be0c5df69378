package dev.surefoot.judge;

import java.nio.ByteBuffer;

/**
 * Everything compared so far, for people; the evidence is kept elsewhere.
 *
 * @param split requests and errors of both arms
 * @param expected errors the canary would have had at its share, window by window
 */
record Totals(Split split, double expected) {
    static final Totals INITIAL = new Totals(Exposure.INITIAL.first(), 0);

    Totals plus(Split window) {
        return new Totals(
                new Split(
                        split.canary().plus(window.canary()),
                        split.baseline().plus(window.baseline())),
                expected + window.errors() * window.share());
    }

    void write(ByteBuffer to) {
        Saved.put(to, split.canary());
        Saved.put(to, split.baseline());
        to.putDouble(expected);
    }

    static Totals read(ByteBuffer from) {
        return new Totals(new Split(Saved.tally(from), Saved.tally(from)), from.getDouble());
    }
}
