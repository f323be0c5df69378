package dev.surefoot.judge;

import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * The share in force, and what was seen at it.
 *
 * @param shareBp the share in basis points, −1 before the first window
 * @param since start of the first window at this share; its end, if it is longer than planned
 * @param step number of shares so far
 * @param seen time that used windows covered
 * @param canary requests of used windows; errors are not kept here
 * @param baseline likewise
 * @param first the part of both that the share's first window has, in which an old share may still
 *     have routed requests
 */
record Exposure(
        int shareBp,
        Instant since,
        int step,
        Duration seen,
        long canary,
        long baseline,
        Split first) {
    static final Exposure INITIAL =
            new Exposure(
                    -1, Instant.EPOCH, 0, Duration.ZERO, 0, 0, new Split(Tally.NONE, Tally.NONE));

    /**
     * After one more window. If the first one at a share is longer than half as much again as
     * planned, nobody knows since when it was in force, and nothing was seen at it yet.
     */
    Exposure after(Look look, Duration nominal) {
        Window window = look.window();
        boolean changed = window.shareBp() != shareBp;
        boolean vague =
                changed && look.length().multipliedBy(2).compareTo(nominal.multipliedBy(3)) > 0;
        Exposure base =
                changed
                        ? new Exposure(
                                window.shareBp(),
                                vague ? window.end() : window.start(),
                                step + 1,
                                Duration.ZERO,
                                0,
                                0,
                                INITIAL.first)
                        : this;
        if (vague || !look.usable() || !look.comparing()) {
            return base;
        }
        Split split = look.split();
        return new Exposure(
                base.shareBp,
                base.since,
                base.step,
                base.seen.plus(look.length()),
                base.canary + split.canary().requests(),
                base.baseline + split.baseline().requests(),
                changed ? split : base.first);
    }

    /** Whether the schedule's next step may be taken after this window. */
    boolean due(Window window, Schedule schedule) {
        return shareBp == 0
                || (canary >= schedule.minRequests()
                        && Duration.between(since, window.end()).compareTo(schedule.stepTime())
                                >= 0);
    }

    /** Whether the canary got its share of requests, as far as that can be said. */
    boolean sound() {
        return SampleRatio.sound(
                canary - first.canary().requests(),
                baseline - first.baseline().requests(),
                shareBp,
                step);
    }

    /** Requests a second of both arms at this share; 0 if nothing was seen. */
    double rate() {
        double seconds = seen.getSeconds() + seen.getNano() / 1e9;
        return seconds == 0 ? 0 : (canary + baseline) / seconds;
    }

    void write(ByteBuffer to) {
        to.putInt(shareBp);
        Saved.put(to, since);
        to.putInt(step);
        Saved.put(to, seen);
        to.putLong(canary).putLong(baseline);
        Saved.put(to, first.canary());
        Saved.put(to, first.baseline());
    }

    static Exposure read(ByteBuffer from) {
        return new Exposure(
                from.getInt(),
                Saved.instant(from),
                from.getInt(),
                Saved.duration(from),
                from.getLong(),
                from.getLong(),
                new Split(Saved.tally(from), Saved.tally(from)));
    }
}
