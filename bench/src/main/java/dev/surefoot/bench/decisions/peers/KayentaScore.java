package dev.surefoot.bench.decisions.peers;

import dev.surefoot.bench.decisions.peers.KayentaClassifier.Label;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kayenta's score of a run (spinnaker/kayenta a69573b, {@code WeightedSumScorer.scala}): per group
 * the share of metrics that passed, in percent, groups weighted; 0 when a critical metric failed or
 * half of the metrics have no data. What has no weight shares the rest; an empty group is full.
 */
public final class KayentaScore {
    private static final double TOO_FEW = 50;

    private KayentaScore() {}

    /**
     * A metric's verdict.
     *
     * @param group its only group
     * @param critical whether it alone fails the run
     */
    public record Metric(String group, Label label, boolean critical) {}

    /** From 0 to 100, two decimals. */
    public static double of(Map<String, Double> weights, List<Metric> metrics) {
        if (metrics.stream().anyMatch(m -> m.critical() && m.label() != Label.PASS)) {
            return 0;
        }
        long without = metrics.stream().filter(m -> m.label() == Label.NODATA).count();
        if (100.0 * without / metrics.size() >= TOO_FEW) {
            return 0;
        }
        Map<String, long[]> groups = new TreeMap<>();
        for (Metric metric : metrics) {
            long[] counts = groups.computeIfAbsent(metric.group(), group -> new long[2]);
            switch (metric.label()) {
                case PASS -> {
                    counts[0]++;
                    counts[1]++;
                }
                case HIGH, LOW, NODATA_FAIL -> counts[1]++;
                case NODATA, ERROR -> {}
            }
        }
        double given = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        long others = groups.keySet().stream().filter(name -> !weights.containsKey(name)).count();
        double rest = others == 0 ? 0 : (100 - given) / others;
        double score = 0;
        for (Map.Entry<String, long[]> group : groups.entrySet()) {
            long passed = group.getValue()[0];
            long counted = group.getValue()[1];
            double own = counted == 0 ? 100 : 100.0 * passed / counted;
            score += own * weights.getOrDefault(group.getKey(), rest) / 100;
        }
        return Math.rint(score * 100) / 100;
    }
}
