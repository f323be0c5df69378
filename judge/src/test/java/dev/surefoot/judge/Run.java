package dev.surefoot.judge;

import java.util.List;

/** One release, window by window, a second each. */
final class Run {
    private final Plan plan;
    private State state;
    private long seq;

    Run(Plan plan) {
        this.plan = plan;
        this.state = State.initial(plan);
    }

    /** The next window at 5 %, not yet judged. */
    Window window(Counts canary, Counts baseline) {
        return Simple.second(seq, canary, baseline);
    }

    Window window(int shareBp, List<Counts> canary, List<Counts> baseline) {
        return Simple.second(seq, shareBp, canary, baseline);
    }

    Step next(Counts canary, Counts baseline) {
        return next(window(canary, baseline));
    }

    Step next(int shareBp, List<Counts> canary, List<Counts> baseline) {
        return next(Simple.second(seq, shareBp, canary, baseline));
    }

    Step next(Window window) {
        return keep(Judge.next(plan, state, window), window);
    }

    Step rails(int shareBp, List<Counts> canary, List<Counts> baseline) {
        Window window = Simple.second(seq, shareBp, canary, baseline);
        return keep(Judge.rails(plan, state, window), window);
    }

    private Step keep(Outcome outcome, Window window) {
        state = outcome.state();
        seq = window.seq() + 1;
        return outcome.step();
    }

    State state() {
        return state;
    }
}
