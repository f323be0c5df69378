package dev.surefoot.judge;

import java.time.Duration;
import java.util.List;

/**
 * Fixed steps of exposure.
 *
 * @param stepsBp the canary's shares in basis points, rising, below 9500 (the last stretch belongs
 *     to {@link Judgement.Promote})
 * @param stepTime how long each share is in force before the next
 * @param minRequests the canary's requests at a share before the next
 */
public record Schedule(List<Integer> stepsBp, Duration stepTime, long minRequests) implements Pace {
    /** The canary's share while a promoted version is still watched, in basis points. */
    public static final int WATCHING_BP = 9_500;

    private static final int MOST_STEPS = 100;

    /**
     * Checks the schedule.
     *
     * @throws IllegalArgumentException naming setting, value and bound
     */
    public Schedule {
        stepsBp = List.copyOf(stepsBp);
        Bounds.unless(
                !stepsBp.isEmpty() && stepsBp.size() <= MOST_STEPS,
                "steps",
                stepsBp,
                "between 1 and " + MOST_STEPS + " shares");
        int before = 0;
        for (int step : stepsBp) {
            Bounds.unless(
                    step > before && step < WATCHING_BP,
                    "steps",
                    stepsBp,
                    "rising, above 0 and below " + WATCHING_BP + " basis points");
            before = step;
        }
        Bounds.positive(stepTime, "step-time");
        Bounds.unless(minRequests >= 1, "min-requests", minRequests, "at least 1");
    }

    /** Five minutes and thirty requests for every step. */
    public static Schedule of(List<Integer> stepsBp) {
        return new Schedule(stepsBp, Duration.ofMinutes(5), 30);
    }

    @Override
    public int highestBp() {
        return stepsBp.getLast();
    }

    void digest(Canon to) {
        to.add(stepsBp.toString()).add(stepTime).add(minRequests);
    }

    /** The next higher step, or the share itself where there is none. */
    int after(int shareBp) {
        for (int step : stepsBp) {
            if (step > shareBp) {
                return step;
            }
        }
        return shareBp;
    }
}
