package dev.surefoot.server.rollout;

import dev.surefoot.server.environment.Harm;
import dev.surefoot.server.environment.OnInconclusive;
import dev.surefoot.server.environment.Share;
import dev.surefoot.server.environment.Strategy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How exposure grows in one promotion; pinned when it is requested.
 *
 * @param steps shares that the canary gets one after the other; empty but for canary
 * @param stepTime how long a share lasts at least
 * @param watch how long 95 % are judged before everything; zero for not at all
 * @param bake how long everything runs on the new version, on rails, before it counts as complete
 * @param deadline by when the judge must have decided, from the first exposure on
 * @param keepWarm how long the old version stays ready after completion
 * @param budget what the release may cost; with strategy budget only
 */
public record RolloutPlan(
        Strategy strategy,
        List<Share> steps,
        Duration stepTime,
        Duration watch,
        Duration bake,
        Duration deadline,
        OnInconclusive onInconclusive,
        Duration keepWarm,
        Optional<Spendable> budget) {
    /** The share that is watched: one in twenty requests stays on the old version. */
    public static final Share WATCHED = new Share(9_500);

    /** Where a budget begins as long as nobody reckoned what it allows. */
    private static final Share LEAST = new Share(1);

    public RolloutPlan {
        steps = List.copyOf(steps);
    }

    /**
     * What a release may cost.
     *
     * @param maxShare exposure never passes it before the judge's word
     */
    public record Spendable(Harm harm, Share maxShare) {}

    /**
     * The share that a promotion starts with once its instances are ready. What a budget allows is
     * reckoned when the promotion is prepared, and is not known here.
     */
    public Share first() {
        return switch (strategy) {
            case CANARY -> steps.getFirst();
            case BUDGET -> LEAST;
            case ALL_AT_ONCE -> Share.ALL;
        };
    }

    /** Whether the new version is compared with the one before. */
    public boolean compares() {
        return switch (strategy) {
            case CANARY, BUDGET -> true;
            case ALL_AT_ONCE -> false;
        };
    }

    /** What follows when the judge says that the new version may have everyone. */
    public Share afterPromote() {
        return watch.isZero() ? Share.ALL : WATCHED;
    }
}
