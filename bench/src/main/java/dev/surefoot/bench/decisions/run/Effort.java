package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.rule.Contestant;

/**
 * How many releases a cell gets; never a matter of the clock, so that results can be repeated.
 *
 * @param quick about a tenth of the releases, and less where releases are long
 */
public record Effort(boolean quick) {
    /**
     * Releases of a scenario for this contestant; ours are played most. Where knobs are swept, all
     * that are compared are played equally often.
     */
    public int releases(Scenario scenario, Contestant contestant) {
        // Found at once, so cheap; and with fewer the mean is too vague to be held to its bar.
        String found =
                switch (scenario.name()) {
                    case Scenarios.A -> Roster.OUR_DECISION;
                    case Scenarios.A_TIMED -> Roster.OUR_WEIGHTS;
                    default -> "";
                };
        if (contestant.name().equals(found)) {
            return 1_000;
        }
        return switch (scenario.family()) {
            // Below 381 releases not even no rollback at all has an upper bound of 1 %.
            case SAME -> {
                if (!Roster.promised(contestant)) {
                    yield scenario.sweep() ? pick(2_500, 400) : pick(1_000, 100);
                }
                yield scenario.variant() ? pick(2_000, 400) : pick(10_000, 400);
            }
            case DETECTION -> {
                boolean late = scenario.fault().orElseThrow().onset() > 0;
                yield scenario.sweep() ? pick(400, 40) : pick(1_000, late ? 30 : 100);
            }
            case RELEASE ->
                    contestant.name().equals(Roster.OUR_PLAN)
                            ? pick(2_000, 100)
                            : pick(500, scenario.fault().isPresent() ? 40 : 30);
            case BOTH_BAD, LATENCY -> pick(1_000, 100);
        };
    }

    private int pick(int full, int fast) {
        return quick ? fast : full;
    }
}
