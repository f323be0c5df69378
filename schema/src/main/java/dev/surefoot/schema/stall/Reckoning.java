package dev.surefoot.schema.stall;

import dev.surefoot.schema.fact.Fact;

/**
 * From waits at two sizes to a range at production's. What no lock keeps out is as measured: noise
 * does not grow with rows. Pure.
 */
final class Reckoning {
    /** Disks, caches and load differ: half to three times as long. */
    static final double LOW = 0.5;

    static final double HIGH = 3;

    private Reckoning() {}

    static Fact.Stalled stalled(Subject subject, Waits small, Waits large, long production) {
        return new Fact.Stalled(
                subject.table(),
                production,
                span(subject.reads(), subject, small, large, production, true),
                span(subject.writes(), subject, small, large, production, false));
    }

    private static Fact.Span span(
            boolean blocked,
            Subject subject,
            Waits small,
            Waits large,
            long production,
            boolean read) {
        double few = read ? small.readMs() : small.writeMs();
        double many = read ? large.readMs() : large.writeMs();
        double at =
                blocked
                        ? at(subject.growth(), small.rows(), few, large.rows(), many, production)
                        : many;
        return new Fact.Span(Math.round(at * LOW), Math.round(at * HIGH));
    }

    /** The line through both points; never below nought, nor below what fewer rows took. */
    static double at(
            Subject.Growth growth, long n1, double t1, long n2, double t2, long production) {
        double x1 = growth.of((double) n1);
        double x2 = growth.of((double) n2);
        double x = growth.of((double) production);
        if (x2 <= x1) {
            return production <= n2 ? t2 : t2 * x / x2;
        }
        double slope = Math.max(0, (t2 - t1) / (x2 - x1));
        double reckoned = t2 + slope * (x - x2);
        return production >= n2 ? Math.max(t2, reckoned) : Math.max(0, reckoned);
    }
}
