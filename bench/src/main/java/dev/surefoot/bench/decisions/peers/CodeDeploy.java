package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.rule.Counters;
import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Tally;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * AWS CodeDeploy's traffic shifting with an alarm (awsdocs/aws-codedeploy-user-guide). The shifts
 * are documented; the alarm is the user's, and assumed here: the canary's error rate above a bound
 * in m of the last n minutes, missing data good, and nobody watches once all traffic is shifted.
 */
public final class CodeDeploy implements Rule {
    private static final int PERIOD = 60;

    /**
     * Shift and alarm.
     *
     * @param step share of each step
     * @param stepSeconds length of each step
     * @param canary whether the second step is everybody ("canary"), or they go on ("linear")
     * @param bound error rate that is too much
     * @param alarms minutes above the bound that alarm
     * @param of among so many last ones
     */
    public record Knobs(
            double step, int stepSeconds, boolean canary, double bound, int alarms, int of) {
        /** 10 % for this many minutes, then everybody. */
        public static Knobs canary(int minutes, double bound, int alarms, int of) {
            return new Knobs(.1, minutes * 60, true, bound, alarms, of);
        }

        /** 10 % more every so many minutes. */
        public static Knobs linear(int minutes, double bound, int alarms, int of) {
            return new Knobs(.1, minutes * 60, false, bound, alarms, of);
        }
    }

    private final Knobs knobs;
    private final boolean fixed;
    private final int period;
    private final Counters counters = Counters.ofCanary();
    private final Deque<Boolean> breaches = new ArrayDeque<>();

    /** A release with these knobs. */
    public CodeDeploy(Setting setting, Knobs knobs) {
        this.knobs = knobs;
        fixed = setting.fixed();
        period = Math.max(PERIOD, setting.seconds());
    }

    @Override
    public double firstShare() {
        return knobs.step();
    }

    @Override
    public Move next(Scrape scrape) {
        counters.read(scrape);
        if (scrape.end() % period == 0 && alarm()) {
            return Move.back();
        }
        long steps = scrape.end() / knobs.stepSeconds();
        if (fixed || steps == 0) {
            return Move.at(knobs.step());
        }
        double share = knobs.canary() ? 1 : knobs.step() * (steps + 1);
        return share > .999 ? Move.done() : Move.at(share);
    }

    private boolean alarm() {
        Tally minute = counters.last(period);
        breaches.addLast(minute.requests() > 0 && minute.errorRate() > knobs.bound());
        if (breaches.size() > knobs.of()) {
            breaches.removeFirst();
        }
        return breaches.stream().filter(breach -> breach).count() >= knobs.alarms();
    }
}
