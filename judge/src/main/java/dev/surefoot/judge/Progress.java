package dev.surefoot.judge;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * Where in time the judging is, and what became of the windows.
 *
 * @param lastSeq the last window's number, −1 before the first
 * @param startedAt the first window's start
 * @param seenUntil end of the last window with fresh counters
 * @param covered time that compared windows covered
 * @param windows used, skipped, dropped
 */
record Progress(
        long lastSeq,
        Instant startedAt,
        Instant seenUntil,
        Duration covered,
        Evidence.Windows windows) {
    static final Progress INITIAL =
            new Progress(
                    -1, Instant.EPOCH, Instant.EPOCH, Duration.ZERO, new Evidence.Windows(0, 0, 0));

    Progress after(Look look) {
        Window window = look.window();
        RefusedWindow.unless(
                window.seq() > lastSeq, "seq", window.seq(), "greater than the last, " + lastSeq);
        boolean first = lastSeq < 0;
        boolean used = look.usable();
        return new Progress(
                window.seq(),
                first ? window.start() : startedAt,
                look.fresh() ? window.end() : first ? window.start() : seenUntil,
                used && look.comparing() ? covered.plus(look.length()) : covered,
                new Evidence.Windows(
                        windows.used() + (used ? 1 : 0),
                        windows.skipped() + (used ? 0 : 1),
                        windows.dropped()));
    }

    /** A window that came too late counts as dropped, whatever its number is. */
    Progress dropped(Look look) {
        boolean first = lastSeq < 0;
        return new Progress(
                Math.max(lastSeq, look.window().seq()),
                first ? look.window().start() : startedAt,
                first ? look.window().start() : seenUntil,
                covered,
                new Evidence.Windows(windows.used(), windows.skipped(), windows.dropped() + 1));
    }

    /** Whether nothing fresh was seen for longer than {@code blind}. */
    boolean silent(Window window, Duration blind) {
        return Duration.between(seenUntil, window.end()).compareTo(blind) > 0;
    }

    /** Time since the first window's start. */
    Duration elapsed(Window window) {
        return Duration.between(startedAt, window.end());
    }

    void write(ByteBuffer to) {
        to.putLong(lastSeq);
        Saved.put(to, startedAt);
        Saved.put(to, seenUntil);
        Saved.put(to, covered);
        to.putLong(windows.used()).putLong(windows.skipped()).putLong(windows.dropped());
    }

    static Progress read(ByteBuffer from) {
        return new Progress(
                from.getLong(),
                Saved.instant(from),
                Saved.instant(from),
                Saved.duration(from),
                new Evidence.Windows(from.getLong(), from.getLong(), from.getLong()));
    }
}
