package dev.surefoot.server.promotion;

import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Step;
import dev.surefoot.judge.Words;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of one promotion between two looks. One thread looks at a time; {@link
 * #renewable} may be asked by any.
 */
final class JudgeSeat {
    /** As many points are kept while the database can't be written. */
    private static final int MOST_UNSAVED = 600;

    final Plan plan;
    State state;
    Optional<CounterSnapshot> counted;
    Optional<Step> last = Optional.empty();
    boolean fed;
    private volatile Instant freshAt;
    private volatile boolean lapsed;
    private Optional<String> epoch = Optional.empty();
    private Optional<String> savedEpoch = Optional.empty();
    private Optional<Share> instead = Optional.empty();
    Instant savedAt;
    private volatile List<JudgeSample> curve = List.of();
    private Optional<JudgeSample> newest = Optional.empty();
    private Instant enteredAt;
    private String keptWords;
    private volatile String flaw = "";
    private int flawed;
    private int lapses;

    private JudgeSeat(Plan plan, State state, Instant enteredAt, Instant at) {
        this.plan = plan;
        this.state = state;
        this.counted = Optional.empty();
        this.enteredAt = enteredAt;
        this.freshAt = at;
        this.savedAt = at;
        this.keptWords = "nothing counted yet";
    }

    /** For a promotion that was never judged. */
    static JudgeSeat fresh(Plan plan, Instant at) {
        return new JudgeSeat(plan, State.initial(plan), Instant.EPOCH, at);
    }

    /** As it was at the checkpoint; {@code enteredAt} is when the state began that it is in. */
    static JudgeSeat restored(JudgeCheckpoint kept, Instant enteredAt, Instant at) {
        JudgeSeat seat =
                new JudgeSeat(
                        kept.plan(), State.fromBytes(kept.plan(), kept.state()), enteredAt, at);
        seat.counted = kept.counted();
        seat.savedEpoch = kept.counted().map(CounterSnapshot::epoch);
        seat.fed = kept.counted().isPresent();
        seat.keptWords = kept.words();
        return seat;
    }

    /** Whether this look is the first since the promotion's state was entered. */
    boolean enter(Instant since) {
        boolean isNew = !since.equals(enteredAt);
        enteredAt = since;
        return isNew;
    }

    /** Whether exposure has lapsed since this was asked last. */
    boolean lapsedOnceMore(Course course) {
        boolean more = course.lapses() > lapses;
        lapses = course.lapses();
        return more;
    }

    /** Counters were read. */
    void fresh(Instant at) {
        freshAt = at;
    }

    /** When counters were last read. */
    Instant freshAt() {
        return freshAt;
    }

    /** Whether counters have been missing for longer than {@code blind}. */
    boolean silent(Instant at) {
        return Duration.between(freshAt, at).compareTo(plan.rails().blind()) > 0;
    }

    /** Whether exposure may be kept alive: somebody sees it, and it has not ended by itself. */
    boolean renewable(Instant at) {
        return !silent(at) && !lapsed;
    }

    /** The router's run in which the split last read back as asked; empty if unknown. */
    Optional<String> epoch() {
        return epoch.or(() -> counted.map(CounterSnapshot::epoch));
    }

    /**
     * Remembers how traffic is divided.
     *
     * @return whether it may have been divided differently since the last look, nobody knows when
     */
    boolean saw(Divided divided) {
        lapsed = divided.lapsed().isPresent();
        epoch = divided.epoch().or(this::epoch);
        boolean moved = !instead.equals(divided.instead());
        instead = divided.instead();
        return moved || lapsed;
    }

    /** A new exposure reads back: what was seen of the one before says nothing of it. */
    void exposed(String readBackIn) {
        lapsed = false;
        instead = Optional.empty();
        epoch = Optional.of(readBackIn);
    }

    JudgeCheckpoint checkpoint(Instant at) {
        Optional<Judgement> judgement = last.map(Step::judgement);
        return new JudgeCheckpoint(
                at,
                plan,
                state.toBytes(),
                counted,
                judgement.map(Judgement::evidence),
                judgement.map(j -> Words.explain(plan, j) + flaw).orElse(keptWords),
                curve);
    }

    /** Remembers a point of the curve where one is due: in time, at a new share, at a decision. */
    void draw(Instant at, Duration exposed) {
        if (last.isEmpty()) {
            return;
        }
        Judgement judgement = last.get().judgement();
        JudgeSample point = JudgeSample.of(at, judgement.evidence());
        boolean due =
                newest.isEmpty()
                        || newest.get().shareBp() != point.shareBp()
                        || !(judgement instanceof Judgement.Hold)
                        || Duration.between(newest.get().at(), at)
                                        .compareTo(JudgeSample.spacing(exposed))
                                >= 0;
        if (due) {
            List<JudgeSample> longer = new ArrayList<>(curve);
            longer.add(point);
            int over = Math.max(0, longer.size() - MOST_UNSAVED);
            curve = List.copyOf(longer.subList(over, longer.size()));
            newest = Optional.of(point);
        }
    }

    /** Whether no checkpoint tells yet in which run of the router the split reads back. */
    boolean newRun() {
        return epoch.isPresent() && !epoch.equals(savedEpoch);
    }

    /**
     * A window had durations that can't be used.
     *
     * @return whether it is the first one
     */
    boolean untimed(String why) {
        flawed++;
        flaw =
                " Latency was left out of %d %s, last because %s."
                        .formatted(flawed, flawed == 1 ? "window" : "windows", why);
        return flawed == 1;
    }

    /** The checkpoint was written: its points are in the store. */
    void saved(Instant at) {
        savedEpoch = counted.map(CounterSnapshot::epoch);
        savedAt = at;
        curve = List.of();
    }
}
