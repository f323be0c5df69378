package dev.surefoot.bench.decisions.rule;

import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.Scrape.Seen;
import dev.surefoot.bench.decisions.world.Tally;
import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Judgement;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The judge itself, through its public interface: an errors-only stream, an availability goal of
 * 99.9 % (so that margin and ceiling follow from the history), α as stated, β .05, default rails.
 * After a promotion its rails watch for ten minutes, the default {@code bake}.
 */
public final class Surefoot implements Rule {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final double GOAL = .999;
    private static final long BAKE = 600;

    private final Plan plan;
    private final Strategy strategy;
    private State state;
    private long bakedUntil = -1;

    /** A release with this strategy. */
    public Surefoot(Setting setting, double alpha, Strategy strategy) {
        this.strategy = strategy;
        Plan base =
                Plan.of(
                                setting.routing(),
                                Plan.maxErrorRateFor(GOAL, setting.baselineRate()),
                                strategy.schedule())
                        .withMargin(Plan.marginFor(GOAL, setting.baselineRate()))
                        .withErrors(alpha, .05)
                        .withWindow(Duration.ofSeconds(setting.seconds()));
        plan =
                setting.routing() == Routing.REQUEST
                        ? base
                        : base.withDispersion(new Dispersion(setting.phi(), "history"));
        state = State.initial(plan);
    }

    @Override
    public double firstShare() {
        return strategy.schedule().stepsBp().getFirst() / 10_000.0;
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
        if (move.decision() == Move.Decision.PROMOTED && move.share() == 1) {
            bakedUntil = scrape.end() + BAKE;
        }
        return move;
    }

    private Move baking(Window window, Scrape scrape) {
        Outcome outcome = Judge.rails(plan, state, window);
        state = outcome.state();
        if (outcome.step().judgement() instanceof Judgement.Rollback) {
            return Move.back();
        }
        return scrape.end() >= bakedUntil ? Move.done() : new Move(1, Move.Decision.PROMOTED);
    }

    private static Window window(Scrape scrape) {
        Instant end = START.plusSeconds(scrape.end());
        return new Window(
                scrape.index(),
                end.minusSeconds(scrape.seconds()),
                end,
                (int) Math.round(scrape.share() * 10_000),
                counts("canary-", scrape.canary(), scrape.seen() != Seen.NO_CANARY),
                counts("baseline-", scrape.baseline(), scrape.seen() != Seen.NO_BASELINE),
                scrape.seen() == Seen.RESET);
    }

    private static List<Counts> counts(String arm, List<Tally> instances, boolean fresh) {
        List<Counts> counts = new ArrayList<>(instances.size());
        for (Tally tally : instances) {
            String name = arm + counts.size();
            counts.add(
                    fresh
                            ? Counts.of(name, tally.requests(), tally.errors())
                            : Counts.of(name, 0, 0).stale());
        }
        return counts;
    }
}
