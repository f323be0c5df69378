package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.rule.Rule;
import dev.surefoot.bench.decisions.rule.Setting;
import dev.surefoot.bench.decisions.world.Draws;
import dev.surefoot.bench.decisions.world.History;
import dev.surefoot.bench.decisions.world.Scrape;
import dev.surefoot.bench.decisions.world.World;
import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.Routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One scenario with its contestants, release by release. At a fixed share all contestants are fed
 * the same scrapes; else each makes its own share of the same release. Safe for many threads.
 *
 * @param base the seed of the whole run
 */
record Cell(Scenario scenario, List<Contestant> contestants, long base) {
    /** One release under every contestant, in their order. */
    List<Played> release(int number) {
        long seed = Draws.seed(base + scenario.name().hashCode(), number);
        Setting setting = setting(seed);
        Recording recording = new Recording(world(seed));
        List<Played> played = new ArrayList<>(contestants.size());
        for (Contestant contestant : contestants) {
            Rule rule = contestant.start().apply(setting);
            DoubleFunction<Scrape> scrapes =
                    scenario.share().isPresent() ? recording.again() : world(seed)::next;
            played.add(Player.play(scenario, seed, rule, scrapes));
        }
        return played;
    }

    private World world(long seed) {
        return new World(scenario.traffic(), scenario.fault(), scenario.seconds(), seed);
    }

    private Setting setting(long seed) {
        double phi =
                scenario.routing() == Routing.REQUEST
                        ? 1
                        : Dispersion.measured(History.errors(scenario.traffic(), seed)).phi();
        double rate = scenario.traffic().errorRate();
        double ratio =
                scenario.fault()
                        .map(fault -> rate == 0 ? 50 : fault.errorRate() / rate)
                        .orElse(10.0);
        return new Setting(
                scenario.seconds(),
                scenario.traffic().rps(),
                rate,
                scenario.routing(),
                phi,
                scenario.share(),
                ratio,
                seed);
    }

    /** Scrapes at a fixed share, drawn once and read by many. */
    private static final class Recording {
        private final World world;
        private final List<Scrape> drawn = new ArrayList<>();

        Recording(World world) {
            this.world = world;
        }

        DoubleFunction<Scrape> again() {
            int[] next = {0};
            return share -> {
                int index = next[0]++;
                if (index == drawn.size()) {
                    drawn.add(world.next(share));
                }
                return drawn.get(index);
            };
        }
    }
}
