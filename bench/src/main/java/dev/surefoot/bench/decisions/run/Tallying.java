package dev.surefoot.bench.decisions.run;

import dev.surefoot.bench.Numbers;
import dev.surefoot.bench.decisions.rule.Contestant;
import dev.surefoot.bench.decisions.world.Fault;
import dev.surefoot.judge.Wilson;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Makes a line of many releases; the order of the releases does not matter but to rounding. */
final class Tallying {
    private static final double ALPHA = .01;
    private static final long BUDGET = 100;
    private static final double P99 = .99;

    private Tallying() {}

    static Result of(Scenario scenario, Contestant contestant, long seed, List<Played> all) {
        int n = all.size();
        long rollbacks = all.stream().filter(Played::rolledBack).count();
        long early = all.stream().filter(Played::early).count();
        boolean bad = scenario.fault().isPresent();
        // What was taken back before the fault says nothing about finding it.
        List<Played> counted = all.stream().filter(played -> !played.early()).toList();
        List<Long> requests = counted.stream().map(Played::requests).toList();
        List<Long> harm = all.stream().map(Played::harm).toList();
        long onset = scenario.fault().map(Fault::onset).orElse(0L);
        List<Long> delays =
                counted.stream()
                        .filter(Played::rolledBack)
                        .map(played -> 1_000 * (played.at() - onset))
                        .toList();
        List<Long> half = reached(all.stream().map(Played::half).toList());
        List<Long> full = reached(all.stream().map(Played::full).toList());
        Wilson wilson = Wilson.of(rollbacks, n);
        OptionalDouble limit = scenario.limit(ALPHA);
        return new Result(
                contestant.judge(),
                contestant.settings(),
                contestant.group().name(),
                scenario.name(),
                scenario.family().name(),
                seed,
                n,
                rollbacks,
                wilson.low(),
                wilson.high(),
                early,
                bad ? n - rollbacks : 0,
                all.stream().filter(Played::promotedBad).count(),
                mean(requests).orElse(0.0),
                Numbers.quantile(requests, P99).orElse(0),
                mean(harm).orElse(0.0),
                Numbers.quantile(harm, P99).orElse(0),
                all.stream().filter(played -> played.harm() > BUDGET).count() / (double) n,
                mean(delays),
                quantile(delays, P99),
                mean(half),
                mean(full),
                quantile(full, .95),
                full.size(),
                limit.isPresent()
                        ? mean(requests).map(mean -> mean / limit.getAsDouble())
                        : Optional.empty());
    }

    private static List<Long> reached(List<Long> seconds) {
        return seconds.stream().filter(at -> at >= 0).map(at -> 1_000 * at).toList();
    }

    private static Optional<Double> mean(List<Long> values) {
        OptionalDouble mean = values.stream().mapToLong(Long::longValue).average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    private static Optional<Double> quantile(List<Long> values, double share) {
        OptionalDouble value = Numbers.quantile(values, share);
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
