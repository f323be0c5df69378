package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A limit on the canary's share of errors, and whether the baseline is above it together with the
 * canary, which is an incident and no fault of the version.
 */
record AbsoluteRail(ErrorRail.Terms terms, ErrorRail evidence, Stretch stretch) {
    static AbsoluteRail initial(ErrorRail.Terms terms) {
        return new AbsoluteRail(terms, ErrorRail.initial(terms.limit()), Stretch.none());
    }

    /** After a window; {@code baseline} is empty where nobody serves beside the canary. */
    AbsoluteRail after(Tally canary, Optional<Tally> baseline) {
        ErrorRail next = evidence.plus(canary, terms);
        Stretch longer = stretch.plus(canary, baseline, terms);
        // What the canary suffered with everybody must not convict it once all recovered.
        return new AbsoluteRail(
                terms, next.breached() && !longer.lasts() ? next.forget() : next, longer);
    }

    boolean touched() {
        return evidence.breached() && stretch.alone(terms);
    }

    boolean shared() {
        return evidence.breached() && !stretch.alone(terms);
    }

    void write(ByteBuffer to) {
        evidence.write(to);
        stretch.write(to);
    }

    static AbsoluteRail read(ErrorRail.Terms terms, ByteBuffer from) {
        return new AbsoluteRail(terms, ErrorRail.read(terms.limit(), from), Stretch.read(from));
    }
}
