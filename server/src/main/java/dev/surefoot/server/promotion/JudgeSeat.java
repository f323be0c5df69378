package dev.surefoot.server.promotion;

import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Step;
import dev.surefoot.judge.Words;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.time.Instant;
import java.util.Optional;

/** What is remembered of one promotion between two looks. Not safe for use by many threads. */
final class JudgeSeat {
    final Plan plan;
    State state;
    Optional<CounterSnapshot> counted;
    Optional<Step> last = Optional.empty();
    boolean fed;
    Instant freshAt;
    Instant savedAt;
    private Instant enteredAt;
    private String keptWords;

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
        seat.fed = true;
        seat.keptWords = kept.words();
        return seat;
    }

    /** Whether this look is the first since the promotion's state was entered. */
    boolean enter(Instant since) {
        boolean isNew = !since.equals(enteredAt);
        enteredAt = since;
        return isNew;
    }

    JudgeCheckpoint checkpoint(Instant at) {
        Optional<Judgement> judgement = last.map(Step::judgement);
        return new JudgeCheckpoint(
                at,
                plan,
                state.toBytes(),
                counted,
                judgement.map(Judgement::evidence),
                judgement.map(j -> Words.explain(plan, j)).orElse(keptWords));
    }
}
