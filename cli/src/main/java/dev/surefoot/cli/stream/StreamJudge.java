package dev.surefoot.cli.stream;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.RefusedWindow;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges a stream of counts as a rollout would have been judged, window by window, until the answer
 * is final or the stream ends. Keeps one window and the judge's state, however long the stream is.
 */
public final class StreamJudge {
    private StreamJudge() {}

    /**
     * The answer.
     *
     * @param plan what was promised
     * @param at the time of the last window that was judged, as it stands in the file; empty if
     *     there was none
     * @param judgement empty if there was no window; what was last compared, if the last windows
     *     could not be
     * @param arms which arms were seen
     * @param lacks whose lines the last window lacks, if it does: canary or baseline
     */
    public record Verdict(
            Plan plan,
            Optional<String> at,
            Optional<Judgement> judgement,
            Arms arms,
            Optional<String> lacks) {}

    /** Is told of each window. */
    @FunctionalInterface
    public interface Watcher {
        /** What the judge said after the window that begins at {@code time}. */
        void saw(String time, Judgement judgement);
    }

    /**
     * Judges until Promote, Rollback or Inconclusive, or the end.
     *
     * @param plan makes a plan of the length of a window
     * @throws UnreadableStream naming line and column of what can't be
     */
    public static Verdict judge(StreamFile file, Function<Duration, Plan> plan, Watcher watcher) {
        Slices slices = new Slices(file);
        Plan pinned = plan.apply(slices.nominal());
        int[] kept = kept(pinned, file.bounds());
        State state = State.initial(pinned);
        Optional<String> at = Optional.empty();
        Optional<Judgement> last = Optional.empty();
        Optional<String> lacks = Optional.empty();
        Arms arms = Arms.NONE;
        long seq = 0;
        for (Optional<Slice> next = slices.next(); next.isPresent(); next = slices.next()) {
            Slice slice = next.get();
            Outcome outcome = judged(pinned, state, slice, window(seq++, slice, slices, kept));
            state = outcome.state();
            arms = arms.plus(slice);
            at = Optional.of(slice.text());
            lacks = lacks(slice);
            Judgement said = outcome.step().judgement();
            last = Optional.of(lacks.isEmpty() ? said : kept(last, said));
            watcher.saw(slice.text(), said);
            if (!(said instanceof Judgement.Hold)) {
                break;
            }
        }
        return new Verdict(pinned, at, last, arms, lacks);
    }

    private static Optional<String> lacks(Slice slice) {
        if (slice.canary().isEmpty()) {
            return Optional.of("canary");
        }
        return slice.baseline().isEmpty() ? Optional.of("baseline") : Optional.empty();
    }

    /** A window that could not be compared does not make what was known before unknown. */
    private static Judgement kept(Optional<Judgement> before, Judgement now) {
        return now instanceof Judgement.Hold hold
                        && before.isPresent()
                        && before.get() instanceof Judgement.Hold known
                ? new Judgement.Hold(known.reason(), known.eta(), hold.evidence())
                : now;
    }

    private static Outcome judged(Plan plan, State state, Slice slice, Window window) {
        try {
            return Judge.next(plan, state, window);
        } catch (RefusedWindow e) {
            throw refused(slice, e);
        }
    }

    /** The share that was asked for is not known; so it is not tested either. */
    private static Window window(long seq, Slice slice, Slices slices, int[] kept) {
        return new Window(
                seq,
                slice.time(),
                slices.end(slice),
                0,
                counts(slice.canary(), kept),
                counts(slice.baseline(), kept),
                false);
    }

    /** What the judge refused, with its line. */
    static UnreadableStream refused(Slice slice, RefusedWindow e) {
        return new UnreadableStream(
                slice.line(),
                "the window of time %s can't be: %s is %s, must be %s"
                        .formatted(slice.text(), e.path(), e.value(), e.bound()));
    }

    /** Where in the stream the boundaries of the plan stand. */
    static int[] kept(Plan plan, List<Double> bounds) {
        return plan.metrics().latency().map(Metrics.Latency::bounds).orElse(List.of()).stream()
                .mapToInt(bounds::indexOf)
                .toArray();
    }

    static List<Counts> counts(List<Slice.Sample> samples, int[] kept) {
        List<Counts> counts = new ArrayList<>(samples.size());
        for (Slice.Sample sample : samples) {
            Counts plain = Counts.of(sample.instance(), sample.requests(), sample.errors());
            counts.add(kept.length == 0 ? plain : plain.withSlower(slower(sample, kept)));
        }
        return counts;
    }

    private static List<Long> slower(Slice.Sample sample, int[] kept) {
        List<Long> slower = new ArrayList<>(kept.length);
        for (int index : kept) {
            slower.add(sample.slower().get(index));
        }
        return slower;
    }
}
