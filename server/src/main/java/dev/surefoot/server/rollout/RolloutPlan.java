package dev.surefoot.server.rollout;

import dev.surefoot.server.environment.Share;

import java.time.Duration;
import java.util.List;

/**
 * How exposure grows in one promotion; pinned when it is requested.
 *
 * @param steps shares that the canary gets one after the other; empty for all-at-once
 * @param stepTime how long a share lasts at least
 * @param watch how long 95 % are judged before everything; zero for not at all
 * @param bake how long everything runs on the new version, on rails, before it counts as complete
 * @param deadline by when the judge must have decided, from the first exposure on
 * @param keepWarm how long the old version stays ready after completion
 */
public record RolloutPlan(
        Strategy strategy,
        List<Share> steps,
        Duration stepTime,
        Duration watch,
        Duration bake,
        Duration deadline,
        OnInconclusive onInconclusive,
        Duration keepWarm) {
    /** The share that is watched: one in twenty requests stays on the old version. */
    public static final Share WATCHED = new Share(9_500);

    public RolloutPlan {
        steps = List.copyOf(steps);
    }

    /** How exposure grows. */
    public enum Strategy {
        CANARY,
        ALL_AT_ONCE
    }

    /** What happens if the deadline passes without a decision. */
    public enum OnInconclusive {
        HOLD,
        ROLLBACK
    }

    /** The share that a promotion starts with once its instances are ready. */
    public Share first() {
        return strategy == Strategy.ALL_AT_ONCE ? Share.ALL : steps.getFirst();
    }

    /** What follows when the judge says that the new version may have everyone. */
    public Share afterPromote() {
        return watch.isZero() ? Share.ALL : WATCHED;
    }
}
