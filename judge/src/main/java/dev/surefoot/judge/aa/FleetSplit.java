package dev.surefoot.judge.aa;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Which instances of one version play the canary, and which the baseline. Chosen by chance alone,
 * never by what they served. Immutable.
 *
 * @param canary at least one instance
 * @param baseline at least one instance, none of them in {@code canary}
 */
public record FleetSplit(Set<String> canary, Set<String> baseline) {
    /** The fewest instances that can be split. */
    public static final int FEWEST_INSTANCES = 2;

    private static final int ALL_BP = 10_000;

    /**
     * Copies the sets.
     *
     * @throws IllegalArgumentException if an arm is empty or an instance plays both
     */
    public FleetSplit {
        canary = Set.copyOf(canary);
        baseline = Set.copyOf(baseline);
        if (canary.isEmpty()
                || baseline.isEmpty()
                || canary.stream().anyMatch(baseline::contains)) {
            throw new IllegalArgumentException(
                    "canary is "
                            + canary
                            + " and baseline "
                            + baseline
                            + ", must both have instances and share none");
        }
    }

    /** How many of a fleet play the canary: as near to {@code share} as whole instances come. */
    public static int canaries(int instances, double share) {
        return Math.clamp(Math.round(instances * share), 1, instances - 1);
    }

    /**
     * Splits in which no instance plays the canary twice, as many as there are; so one says next to
     * nothing about the other's result, as long as instances are alike. Empty for fewer than {@link
     * #FEWEST_INSTANCES}.
     *
     * @param share of the instances that should play the canary, from 0 to 1
     * @param random the same state gives the same splits, whatever the order of instances
     */
    public static List<FleetSplit> disjoint(
            Collection<String> instances, double share, RandomGenerator random) {
        List<String> mixed = new ArrayList<>(new TreeSet<>(instances));
        if (mixed.size() < FEWEST_INSTANCES) {
            return List.of();
        }
        for (int i = mixed.size() - 1; i > 0; i--) {
            mixed.set(i, mixed.set(random.nextInt(i + 1), mixed.get(i)));
        }
        int size = canaries(mixed.size(), share);
        List<FleetSplit> splits = new ArrayList<>();
        for (int from = 0; from + size <= mixed.size(); from += size) {
            List<String> rest = new ArrayList<>(mixed.subList(0, from));
            rest.addAll(mixed.subList(from + size, mixed.size()));
            splits.add(
                    new FleetSplit(Set.copyOf(mixed.subList(from, from + size)), Set.copyOf(rest)));
        }
        return List.copyOf(splits);
    }

    /** The canary's share of the instances, in basis points. */
    public int shareBp() {
        return (int)
                Math.round((double) ALL_BP * canary.size() / (canary.size() + baseline.size()));
    }

    /** The window that the judge sees; instances in neither arm are left out. */
    Window window(long seq, Instant start, Instant end, List<Counts> fleet) {
        List<Counts> played = new ArrayList<>();
        List<Counts> rest = new ArrayList<>();
        for (Counts counts : fleet) {
            if (canary.contains(counts.instance())) {
                played.add(counts);
            } else if (baseline.contains(counts.instance())) {
                rest.add(counts);
            }
        }
        return new Window(seq, start, end, shareBp(), played, rest, false);
    }
}
