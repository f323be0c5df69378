package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.rule.Move;
import dev.surefoot.bench.decisions.rule.Move.Decision;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.world.Draws;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.World;

import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * Plays one release with one rule. A raise works at once; a rollback works {@link #REACTION}
 * seconds after the scrape that led to it (one to decide, five until the router follows). After a
 * rule has stopped watching, harm goes on to the horizon.
 */
final class Player {
    /** Seconds from a scrape to a rollback that works. */
    static final int REACTION = 6;

    private static final double HALF = .5;
    private static final double FULL = .95;

    private final Scenario scenario;
    private final long seed;
    private double share;
    private long requests;
    private long harm;
    private long half = -1;
    private long full = -1;
    private boolean promoted;
    private boolean promotedBad;

    private Player(Scenario scenario, long seed, double share) {
        this.scenario = scenario;
        this.seed = seed;
        this.share = share;
    }

    /** Plays; {@code scrapes} gives the next window at a share. */
    static Played play(Scenario scenario, long seed, Rule rule, DoubleFunction<Scrape> scrapes) {
        double first = scenario.share().orElseGet(rule::firstShare);
        return new Player(scenario, seed, first).play(rule, scrapes);
    }

    private Played play(Rule rule, DoubleFunction<Scrape> scrapes) {
        long windows = scenario.horizon() / scenario.seconds();
        for (long index = 0; index < windows; index++) {
            exposed(index * scenario.seconds());
            Scrape scrape = scrapes.apply(share);
            boolean faulty = shows(index * scenario.seconds());
            if (faulty || scenario.fault().isEmpty()) {
                requests += scrape.canaryTotal().requests();
            }
            harm += scrape.harm();
            Move move = rule.next(scrape);
            // Declared good before anything was wrong is not declared good wrongly.
            if (!promoted && promoted(move.decision())) {
                promoted = true;
                promotedBad = faulty;
            }
            if (move.decision() == Decision.ROLLED_BACK) {
                harm += unwatched(scrape.end(), REACTION);
                return played(Decision.ROLLED_BACK, scrape.end());
            }
            if (scenario.share().isEmpty()) {
                share = move.share();
            }
            if (move.decision() == Decision.DONE) {
                return unwatched(scrape.end());
            }
        }
        return played(Decision.GOING, scenario.horizon());
    }

    private Played unwatched(long from) {
        exposed(from);
        long left = scenario.horizon() - from;
        long late = scenario.fault().map(Fault::onset).orElse(0L) - from;
        requests += (long) (scenario.traffic().rps() * share * (left - Math.max(0, late)));
        harm += unwatched(from, left);
        return played(Decision.DONE, from);
    }

    private static boolean promoted(Decision decision) {
        return decision == Decision.PROMOTED || decision == Decision.DONE;
    }

    private void exposed(long second) {
        if (half < 0 && share >= HALF) {
            half = second;
        }
        if (full < 0 && share >= FULL) {
            full = second;
        }
    }

    private boolean shows(long second) {
        return World.shows(scenario.fault(), second, share);
    }

    /** Failures in the next seconds at the share in force, of which nobody takes notice. */
    private long unwatched(long from, long seconds) {
        Optional<Fault> fault = scenario.fault();
        if (fault.isEmpty()) {
            return 0;
        }
        long begin = Math.max(from, fault.get().onset());
        long length = from + seconds - begin;
        if (length <= 0 || !shows(begin)) {
            return 0;
        }
        double excess = fault.get().excess(scenario.traffic().errorRate());
        return new Draws(Draws.seed(seed, -4))
                .poisson(scenario.traffic().rps() * share * length * excess);
    }

    private Played played(Decision end, long at) {
        boolean early =
                end == Decision.ROLLED_BACK
                        && scenario.fault().map(fault -> at <= fault.onset()).orElse(false);
        return new Played(end, at, early, promotedBad, requests, harm, half, full);
    }
}
