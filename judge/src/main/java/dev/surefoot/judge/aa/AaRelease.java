package dev.surefoot.judge.aa;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.RefusedWindow;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One release of a version against itself, under several plans at once. Feeds {@link Judge#next}
 * for as long as it is told, past Promote, as a release that is watched. Not thread-safe; holds one
 * state a plan, however long it lasts.
 */
public final class AaRelease {
    private final FleetSplit split;
    private final List<Judged> judged = new ArrayList<>();
    private long seq;
    private long compared;
    private long canaryRequests;
    private long baselineRequests;

    /** Before the first window. */
    public AaRelease(FleetSplit split, List<Plan> plans) {
        this.split = split;
        plans.forEach(plan -> judged.add(new Judged(plan)));
    }

    /**
     * What one instance or more did in one stretch of time.
     *
     * @throws RefusedWindow if the counts cannot be true
     */
    public void next(Instant start, Instant end, List<Counts> fleet) {
        Window window = split.window(seq++, start, end, fleet);
        long canary = requests(window.canary());
        long baseline = requests(window.baseline());
        canaryRequests += canary;
        baselineRequests += baseline;
        compared += canary > 0 && baseline > 0 ? 1 : 0;
        judged.forEach(each -> each.next(window));
    }

    /** Whether the plan with this index has rolled back, which is final. */
    public boolean alarmed(int plan) {
        return judged.get(plan).alarmed;
    }

    /** Windows in which both arms served. */
    public long compared() {
        return compared;
    }

    /** Requests of the arm that served fewer. */
    public long fewerRequests() {
        return Math.min(canaryRequests, baselineRequests);
    }

    private static long requests(List<Counts> arm) {
        return arm.stream().mapToLong(Counts::requests).sum();
    }

    private static final class Judged {
        private final Plan plan;
        private State state;
        private boolean alarmed;

        Judged(Plan plan) {
            this.plan = plan;
            this.state = State.initial(plan);
        }

        void next(Window window) {
            if (alarmed) {
                return;
            }
            Outcome outcome = Judge.next(plan, state, window);
            state = outcome.state();
            alarmed = outcome.step().judgement() instanceof Judgement.Rollback;
        }
    }
}
