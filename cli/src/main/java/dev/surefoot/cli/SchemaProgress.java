package dev.surefoot.cli;

import dev.surefoot.schema.check.Progress;

import java.io.PrintStream;
import java.time.Duration;

/** A line now and then while something takes long; nothing where it does not. */
final class SchemaProgress implements Progress {
    private static final long QUIET_NANOS = Duration.ofSeconds(3).toNanos();

    private final PrintStream out;
    private long last = System.nanoTime();

    SchemaProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void at(String what, int done, int all) {
        long now = System.nanoTime();
        if (now - last > QUIET_NANOS) {
            last = now;
            out.printf("surefoot: %d of %d done, %s%n", done, all, what);
        }
    }
}
