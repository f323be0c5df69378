package dev.surefoot.judge;

import java.util.List;

/**
 * All measures' evidence against "no worse" in one number, Σ w E: fair under any dependence, for
 * the mean of fair wagers is one.
 *
 * @param logE its logarithm
 * @param loudest index of the measure that contributes most
 * @param alone whether that measure alone would be enough, E ≥ 1 / (α w)
 * @param cut that measure's cut that contributes most
 * @param events the canary's events there
 */
record Combined(double logE, int loudest, boolean alone, int cut, long events) {
    static Combined of(List<Measure> measures, List<Track> tracks, double alpha) {
        double[] logs = new double[measures.size()];
        int loudest = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = tracks.get(i).wagers().log() + StrictMath.log(measures.get(i).weight());
            loudest = logs[i] > logs[loudest] ? i : loudest;
        }
        int cut = tracks.get(loudest).worst();
        return new Combined(
                Logs.sum(logs),
                loudest,
                logs[loudest] >= -StrictMath.log(alpha),
                cut,
                tracks.get(loudest).totals().get(cut).split().canaryErrors());
    }
}
