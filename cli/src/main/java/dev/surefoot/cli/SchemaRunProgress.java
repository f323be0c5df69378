package dev.surefoot.cli;

import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.backfill.Eta;
import dev.surefoot.schema.run.backfill.Fill;

import java.time.Duration;
import java.util.Locale;

/** Says on standard error what goes on, at most once a second for batches. */
final class SchemaRunProgress implements Progress {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private long said;

    @Override
    public void step(String path, String where) {
        System.err.println("running   " + where);
    }

    @Override
    public void again(String where, String why, Duration after) {
        System.err.printf(
                Locale.ROOT, "again     %s in %.1f s: %s%n", where, after.toMillis() / 1e3, why);
    }

    @Override
    public void done(String path) {
        System.err.println("done      " + path);
    }

    @Override
    public void fill(Fill fill) {
        long now = System.nanoTime();
        if (fill.state() == Fill.State.RUNNING && said != 0 && now - said < EVERY_NANOS) {
            return;
        }
        said = now;
        System.err.println("backfill  " + line(fill));
    }

    static String line(Fill fill) {
        return "%s %s, pass %d, %d of about %d rows, batches of %d%s%s"
                .formatted(
                        fill.relation(),
                        fill.state().name().toLowerCase(Locale.ROOT),
                        fill.pass(),
                        fill.done(),
                        Math.max(fill.total(), fill.done()),
                        fill.batch(),
                        fill.eta().map(SchemaRunProgress::left).orElse(""),
                        fill.note().map(note -> ": " + note).orElse(""));
    }

    private static String left(Eta eta) {
        return eta.to().isZero() ? "" : ", " + span(eta.from()) + " to " + span(eta.to()) + " left";
    }

    static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
