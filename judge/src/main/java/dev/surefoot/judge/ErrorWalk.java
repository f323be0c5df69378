package dev.surefoot.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many windows it takes, on average, until the errors of both arms, which come by chance, carry
 * the wagers of {@link Worse} to their goal at the end of a window. What is placed on the first
 * window hangs on the two numbers of errors alone, so the chance of every pair of numbers is worked
 * out window by window; what goes beyond the goal with the last window is in it. Each error gains
 * what it gains on average over the canary's numbers of requests, which come by chance as well.
 * Left out is what is placed later. An expectation for people; no decision rests on it.
 *
 * @param canary errors of the canary a window, on average
 * @param baseline likewise
 * @param perCanary what each alternative's logarithm gains by an error of the canary
 * @param perBaseline likewise of the baseline; never positive
 */
record ErrorWalk(double canary, double baseline, List<Double> perCanary, List<Double> perBaseline) {
    private static final double NEGLIGIBLE = 1e-12;
    private static final double OVER = 1e-8;

    /** What it costs to find the goal in a row or column, in multiplications. */
    private static final double EDGE = 500;

    private static final double MANY_REQUESTS = 1_000;

    /** Multiplications; nobody waits for more. */
    private static final double MOST_WORK = 1e8;

    /**
     * Traffic of a window.
     *
     * @param requests of both arms
     * @param share the canary's part of them, on average
     */
    record Traffic(double requests, double share) {}

    /** With the share of errors of each arm, and the divisor of log-likelihoods. */
    static ErrorWalk of(Traffic traffic, double canaryRate, double baselineRate, double divisor) {
        double n = traffic.requests();
        double mean = n * traffic.share();
        List<Double> perCanary = new ArrayList<>();
        List<Double> perBaseline = new ArrayList<>();
        // Of many requests, chance in the share is too small to matter.
        boolean few = mean < MANY_REQUESTS;
        Poisson counts = few ? Poisson.of(mean) : new Poisson(0, new double[] {1});
        for (double ratio : Worse.RATIOS) {
            double canary = 0;
            double baseline = 0;
            for (int i = 0; i < counts.chances.length; i++) {
                double own = few ? counts.from + i : mean;
                if (own > 0 && own < n) {
                    double s = own / n;
                    double theta = Odds.theta(ratio, s);
                    double chance = counts.chances[i];
                    canary += chance * own / mean * StrictMath.log(theta / s);
                    baseline +=
                            chance * (n - own) / (n - mean) * StrictMath.log((1 - theta) / (1 - s));
                }
            }
            perCanary.add(canary / divisor);
            perBaseline.add(baseline / divisor);
        }
        return new ErrorWalk(mean * canaryRate, (n - mean) * baselineRate, perCanary, perBaseline);
    }

    /**
     * Chances of pairs of numbers of errors with which it goes on; nothing outside. The canary's in
     * the first row are x, the baseline's in the first column y.
     */
    private static final class Running {
        private final int x;
        private final int y;
        private final double[][] chances;

        Running(int x, int y, double[][] chances) {
            this.x = x;
            this.y = y;
            this.chances = chances;
        }

        double total() {
            double sum = 0;
            for (double[] row : chances) {
                for (double chance : row) {
                    sum += chance;
                }
            }
            return sum;
        }
    }

    /** Chances of a number of events, from {@code from} on. */
    private static final class Poisson {
        private final int from;
        private final double[] chances;

        Poisson(int from, double[] chances) {
            this.from = from;
            this.chances = chances;
        }

        static Poisson of(double mean) {
            int from = (int) Math.floor(mean);
            int to = from;
            while (from > 0 && chance(from - 1, mean) > NEGLIGIBLE) {
                from--;
            }
            while (chance(to + 1, mean) > NEGLIGIBLE) {
                to++;
            }
            double[] chances = new double[to - from + 1];
            for (int i = 0; i < chances.length; i++) {
                chances[i] = chance(from + i, mean);
            }
            return new Poisson(from, chances);
        }

        private static double chance(int k, double mean) {
            return mean == 0
                    ? (k == 0 ? 1 : 0)
                    : StrictMath.exp(k * StrictMath.log(mean) - mean - Gamma.log(k + 1.0));
        }
    }

    /**
     * Windows, the last one whole; empty if that is too much to work out.
     *
     * @param goal natural logarithm that the mean of all alternatives must reach, half placed
     * @param fewest errors of the canary without which nobody is rolled back
     */
    OptionalDouble windows(double goal, int fewest) {
        if (!(canary + baseline < StrictMath.sqrt(MOST_WORK))) {
            return OptionalDouble.empty();
        }
        Poisson xs = Poisson.of(canary);
        Poisson ys = Poisson.of(baseline);
        Running running = new Running(0, 0, new double[][] {{1}});
        double windows = 0;
        double work = 0;
        for (double left = 1; left > OVER; left = running.total()) {
            windows += left;
            double rows = running.chances.length + xs.chances.length;
            double columns = running.chances[0].length + ys.chances.length;
            work += rows * columns * (xs.chances.length + ys.chances.length);
            work += EDGE * (rows + columns);
            if (work > MOST_WORK) {
                return OptionalDouble.empty();
            }
            running = trimmed(until(plus(running, xs, ys), goal, fewest));
        }
        return OptionalDouble.of(windows);
    }

    private static Running plus(Running before, Poisson xs, Poisson ys) {
        int columns = before.chances[0].length + ys.chances.length - 1;
        double[][] after = new double[before.chances.length + xs.chances.length - 1][columns];
        for (int x = 0; x < before.chances.length; x++) {
            double[] row = new double[columns];
            for (int y = 0; y < before.chances[x].length; y++) {
                for (int j = 0; j < ys.chances.length; j++) {
                    row[y + j] += before.chances[x][y] * ys.chances[j];
                }
            }
            for (int i = 0; i < xs.chances.length; i++) {
                for (int y = 0; y < columns; y++) {
                    after[x + i][y] += row[y] * xs.chances[i];
                }
            }
        }
        return new Running(before.x + xs.from, before.y + ys.from, after);
    }

    /** Without what has reached the goal: with more errors of the baseline it takes more. */
    private Running until(Running all, double goal, int fewest) {
        int enough = fewest;
        int end = all.x + all.chances.length;
        for (int y = 0; y < all.chances[0].length; y++) {
            while (enough < end && log(enough, all.y + y) < goal) {
                enough++;
            }
            for (int x = Math.max(enough, all.x); x < end; x++) {
                all.chances[x - all.x][y] = 0;
            }
        }
        return all;
    }

    private double log(int x, int y) {
        double[] logs = new double[perCanary.size()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = x * perCanary.get(i) + y * perBaseline.get(i);
        }
        return Logs.mean(logs) - StrictMath.log(2);
    }

    /** Without rows and columns at the edges in which there is next to nothing. */
    private static Running trimmed(Running all) {
        double[][] chances = all.chances;
        int top = chances.length;
        int bottom = -1;
        int left = chances[0].length;
        int right = -1;
        for (int x = 0; x < chances.length; x++) {
            for (int y = 0; y < chances[x].length; y++) {
                if (chances[x][y] > NEGLIGIBLE) {
                    top = Math.min(top, x);
                    bottom = x;
                    left = Math.min(left, y);
                    right = Math.max(right, y);
                }
            }
        }
        if (bottom < 0) {
            return new Running(all.x, all.y, new double[1][1]);
        }
        double[][] kept = new double[bottom - top + 1][right - left + 1];
        for (int x = 0; x < kept.length; x++) {
            System.arraycopy(chances[top + x], left, kept[x], 0, kept[x].length);
        }
        return new Running(all.x + top, all.y + left, kept);
    }
}
