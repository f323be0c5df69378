package dev.surefoot.bench.decisions.run;

/**
 * How many releases a cell gets; never a matter of the clock, so that results can be repeated.
 *
 * @param quick a tenth of the releases
 */
public record Effort(boolean quick) {
    /** Releases of a scenario for our rows or for those of others. */
    public int releases(Scenario scenario, boolean ours) {
        return switch (scenario.family()) {
            case SAME -> ours ? pick(10_000, 1_000) : pick(2_000, 400);
            case DETECTION -> pick(1_000, scenario.fault().orElseThrow().onset() > 0 ? 60 : 200);
            case RELEASE -> pick(1_000, scenario.fault().isPresent() ? 100 : 60);
            case BOTH_BAD -> pick(1_000, 100);
        };
    }

    private int pick(int full, int fast) {
        return quick ? fast : full;
    }
}
