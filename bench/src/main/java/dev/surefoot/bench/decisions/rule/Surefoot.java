package dev.surefoot.bench.decisions.rule;

import dev.surefoot.bench.decisions.world.Latency;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Scrape.Seen;
import dev.surefoot.bench.decisions.world.Tally;
import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Planning;
import dev.surefoot.judge.Rails;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The judge itself, through its public interface: an availability goal of 99.9 % (so that margin
 * and ceiling follow from the history, and rails watch how fast the error budget burns), α as
 * stated, β .05, else default rails. After a promotion comes the strategy's watch, then its rails
 * watch for ten minutes, the default {@code bake}.
 *
 * <p>A scrape that misses an arm gives a window without fresh counters; the next one holds both
 * windows' increments, as counters show them, and is a gap.
 */
public final class Surefoot implements Rule {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final double GOAL = .999;

    /** A burn rate over hours that is an incident, with or without a release. */
    private static final double MOST_BURN = 6;

    private static final double WATCHED = Schedule.WATCHING_BP / 10_000.0;
    private static final long BAKE = 600;

    /** Of the histogram's bounds, those that 0.1 to 99.9 % of a sound version's requests exceed. */
    private static final List<Double> BOUNDS = Latency.BOUNDS.subList(0, 5);

    private static final Metrics.Goal QUICK = new Metrics.Goal(.5, .99);

    private final Plan plan;
    private final Strategy strategy;
    private final Unread canary = new Unread();
    private final Unread baseline = new Unread();
    private State state;
    private long watchedUntil = -1;
    private long bakedUntil = -1;

    private Surefoot(Plan plan, Strategy strategy) {
        this.plan = plan;
        this.strategy = strategy;
        state = State.initial(plan);
    }

    /** A release with this strategy, and the ceiling that the goal leaves. */
    public Surefoot(Setting setting, double alpha, Strategy strategy) {
        this(setting, alpha, strategy, Plan.maxErrorRateFor(GOAL, setting.baselineRate()));
    }

    /** A release with another ceiling for the share of errors. */
    public Surefoot(Setting setting, double alpha, Strategy strategy, double maxErrorRate) {
        this(plan(setting, alpha, strategy, maxErrorRate), strategy);
    }

    /** A release with latency beside errors, weights .5 and .3, the goal 99 % within 500 ms. */
    public static Surefoot withLatency(Setting setting, double alpha, Strategy strategy) {
        double ceiling = Plan.maxErrorRateFor(GOAL, setting.baselineRate());
        return new Surefoot(
                plan(setting, alpha, strategy, ceiling).withLatency(BOUNDS, Optional.of(QUICK)),
                strategy);
    }

    static Plan plan(Setting setting, double alpha, Strategy strategy, double ceiling) {
        Plan plan =
                Plan.of(setting.routing(), ceiling, strategy.pace(setting))
                        .withMargin(Plan.marginFor(GOAL, setting.baselineRate()))
                        .withErrors(alpha, .05)
                        .withRails(rails(setting))
                        .withWindow(Duration.ofSeconds(setting.seconds()));
        return setting.routing() == Routing.REQUEST
                ? plan
                : plan.withDispersion(new Dispersion(setting.phi(), "history"));
    }

    /** Nobody promises 99.9 % for a service that fails 3 %. */
    private static Rails rails(Setting setting) {
        return setting.baselineRate() < MOST_BURN * (1 - GOAL)
                ? Rails.DEFAULT.withAvailability(GOAL)
                : Rails.DEFAULT;
    }

    @Override
    public double firstShare() {
        return switch (Planning.of(plan)) {
            case Planning.Possible possible -> possible.firstShareBp() / 10_000.0;
            case Planning.Impossible _ -> 0;
        };
    }

    @Override
    public Move next(Scrape scrape) {
        Window window = window(scrape);
        if (bakedUntil >= 0) {
            return baking(window, scrape);
        }
        Outcome outcome = Judge.next(plan, state, window);
        state = outcome.state();
        Move move = strategy.after(outcome.step(), scrape.share(), scrape.end());
        return move.decision() == Move.Decision.PROMOTED && move.share() >= WATCHED
                ? watched(move, scrape.end())
                : move;
    }

    private Move watched(Move move, long end) {
        if (watchedUntil < 0) {
            watchedUntil = end + strategy.watch();
        }
        if (end < watchedUntil) {
            return move;
        }
        bakedUntil = end + BAKE;
        return new Move(1, Move.Decision.PROMOTED);
    }

    private Move baking(Window window, Scrape scrape) {
        Outcome outcome = Judge.rails(plan, state, window);
        state = outcome.state();
        if (outcome.step().judgement() instanceof Judgement.Rollback) {
            return Move.back();
        }
        return scrape.end() >= bakedUntil ? Move.done() : new Move(1, Move.Decision.PROMOTED);
    }

    /** What the judge is shown of a scrape; asked once for each, in order. */
    Window window(Scrape scrape) {
        boolean reset = scrape.seen() == Seen.RESET;
        if (reset) {
            canary.lose();
            baseline.lose();
        }
        canary.next(scrape.canary(), scrape.canarySlower(), scrape.seen() != Seen.NO_CANARY);
        baseline.next(
                scrape.baseline(), scrape.baselineSlower(), scrape.seen() != Seen.NO_BASELINE);
        Instant end = START.plusSeconds(scrape.end());
        return new Window(
                scrape.index(),
                end.minusSeconds(scrape.seconds()),
                end,
                (int) Math.round(scrape.share() * 10_000),
                counts("canary-", canary),
                counts("baseline-", baseline),
                reset || canary.late() || baseline.late());
    }

    private List<Counts> counts(String prefix, Unread arm) {
        boolean timed = plan.metrics().latency().isPresent();
        List<Counts> counts = new ArrayList<>(arm.instances().size());
        for (Tally tally : arm.instances()) {
            String name = prefix + counts.size();
            Counts seen = Counts.of(name, tally.requests(), tally.errors());
            counts.add(
                    !arm.fresh()
                            ? Counts.of(name, 0, 0).stale()
                            : timed
                                    ? seen.withSlower(arm.slower().subList(0, BOUNDS.size()))
                                    : seen);
        }
        return counts;
    }
}
