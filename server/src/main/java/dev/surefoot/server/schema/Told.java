package dev.surefoot.server.schema;

import dev.surefoot.schema.run.Progress;
import dev.surefoot.schema.run.backfill.Fill;

import java.time.Duration;
import java.util.Locale;

/** Hands a runner's progress on, in words. */
final class Told implements Progress {
    private final SchemaWork.Watch to;
    private volatile Errand.Progress last = Errand.Progress.BEGUN;

    Told(SchemaWork.Watch to) {
        this.to = to;
    }

    /** How far it came. */
    String words() {
        return last.words();
    }

    @Override
    public void step(String path, String where) {
        tell(new Errand.Progress("running " + where, 0, 0));
    }

    @Override
    public void again(String where, String why, Duration after) {
        tell(
                new Errand.Progress(
                        "%s is tried again in %.1f s: %s"
                                .formatted(where, after.toMillis() / 1e3, why),
                        0,
                        0));
    }

    @Override
    public void fill(Fill fill) {
        String eta =
                fill.eta()
                        .map(
                                it ->
                                        ", %d to %d s left"
                                                .formatted(
                                                        it.from().toSeconds(), it.to().toSeconds()))
                        .orElse("");
        String state =
                fill.state() == Fill.State.RUNNING
                        ? ""
                        : ", " + fill.state().name().toLowerCase(Locale.ROOT);
        String note = fill.note().map(it -> " (" + it + ")").orElse("");
        tell(
                new Errand.Progress(
                        String.format(
                                Locale.ROOT,
                                "%s: %,d of about %,d rows%s%s%s",
                                fill.relation(),
                                fill.done(),
                                fill.total(),
                                state,
                                eta,
                                note),
                        fill.done(),
                        fill.total()));
    }

    @Override
    public void pointOfNoReturn() {
        to.takesAway().run();
    }

    @Override
    public void done(String path) {
        tell(new Errand.Progress(path + " is done", 0, 0));
    }

    private void tell(Errand.Progress progress) {
        last = progress;
        to.progress().accept(progress);
    }
}
