package dev.surefoot.judge.aa;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded minutes of one version on several instances.
 *
 * @param instances how many
 * @param requests of each instance in a minute
 * @param errors expected of each instance in a minute
 * @param cluster how many errors come together at one instance, on average
 * @param worse what the first instance's errors are multiplied by
 */
record Fleet(int instances, long requests, double errors, double cluster, double worse) {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    static Fleet alike(int instances, long requests, double errors) {
        return new Fleet(instances, requests, errors, 1, 1);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= instances; i++) {
            names.add("instance-" + i);
        }
        return names;
    }

    /** One release against itself, judged under {@code plans}. */
    AaRelease release(List<Plan> plans, double share, int minutes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FleetSplit split = FleetSplit.disjoint(names(), share, random).getFirst();
        AaRelease release = new AaRelease(split, plans);
        for (int minute = 0; minute < minutes; minute++) {
            Instant start = START.plusSeconds(60L * minute);
            release.next(start, start.plusSeconds(60), minute(random));
        }
        return release;
    }

    private List<Counts> minute(SplittableRandom random) {
        List<Counts> fleet = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            double mean = errors * (i == 0 ? worse : 1) / cluster;
            long failed = 0;
            for (long left = poisson(mean, random); left > 0; left--) {
                failed += size(random);
            }
            fleet.add(Counts.of(names().get(i), requests, Math.min(failed, requests)));
        }
        return fleet;
    }

    /** Geometric, from 1. */
    private long size(SplittableRandom random) {
        long size = 1;
        while (cluster > 1 && random.nextDouble() > 1 / cluster) {
            size++;
        }
        return size;
    }

    private static long poisson(double mean, SplittableRandom random) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
