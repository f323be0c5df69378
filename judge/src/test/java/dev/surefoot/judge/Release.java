package dev.surefoot.judge;

import java.util.SplittableRandom;

/**
 * A seeded release under a plan, in windows of a second: what the judge says takes effect some
 * seconds later, as with a real router, a Rollback too.
 *
 * @param perSecond requests of both arms
 * @param usual chance that a good request fails
 * @param bad chance that the new version fails a request from the onset on
 * @param onset second at which the fault starts
 * @param delay seconds from an answer to its effect
 */
record Release(int perSecond, double usual, double bad, int onset, int delay) {
    /**
     * How it ended.
     *
     * @param harm failed requests beyond the usual
     * @param half second at which half of the traffic was reached, −1 for never
     * @param full second at which 95 % was reached, −1 for never
     */
    record End(double harm, int half, int full, boolean rolledBack, Judgement last) {}

    End run(Plan plan, long seed, int seconds) {
        SplittableRandom random = new SplittableRandom(seed);
        State state = State.initial(plan);
        int share = ((Planning.Possible) Planning.of(plan)).firstShareBp();
        int coming = share;
        int comesAt = 0;
        double harm = 0;
        int half = -1;
        boolean rolledBack = false;
        for (int second = 0; ; second++) {
            double rate = second < onset ? usual : bad;
            Window window = Traffic.of(perSecond, usual, rate).window(second, share, random);
            Counts canary = window.canary().getFirst();
            harm += canary.errors() - canary.requests() * usual;
            Outcome outcome = Judge.next(plan, state, window);
            state = outcome.state();
            int next = outcome.step().nextShareBp();
            boolean ends = !rolledBack && outcome.step().judgement() instanceof Judgement.Rollback;
            // One order at a time, except that a Rollback overtakes a raise.
            if (ends || (!rolledBack && coming == share && next > share)) {
                rolledBack |= ends;
                coming = next;
                comesAt = second + delay;
            }
            share = second >= comesAt ? coming : share;
            half = half < 0 && share >= 5_000 ? second + 1 : half;
            boolean full = share >= Schedule.WATCHING_BP;
            if ((rolledBack && share == 0) || full || second + 1 == seconds) {
                return new End(
                        harm, half, full ? second + 1 : -1, rolledBack, outcome.step().judgement());
            }
        }
    }
}
