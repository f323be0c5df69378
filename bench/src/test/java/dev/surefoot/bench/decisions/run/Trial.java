package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.bench.decisions.world.Traffic;

import java.util.List;
import java.util.Optional;

/** Few releases of one contestant, for tests. */
final class Trial {
    private Trial() {}

    /** By the clock or by its own schedule, an hour. */
    static Result release(String name, double rps, double canaryRate, int n) {
        Optional<Fault> fault =
                canaryRate == .001 ? Optional.empty() : Optional.of(Fault.of(canaryRate));
        Scenario scenario = Scenario.release("test", Traffic.of(rps, .001), fault);
        return play(scenario.until(3_600), name, n);
    }

    static Result play(Scenario scenario, String name, int n) {
        List<Contestant> one =
                Roster.of(scenario).stream()
                        .filter(contestant -> contestant.name().equals(name))
                        .toList();
        if (one.size() != 1) {
            throw new IllegalArgumentException(one.size() + " contestants are named " + name);
        }
        try (Runner runner = new Runner(1, 7)) {
            return runner.play(scenario, one, n).getFirst();
        }
    }
}
