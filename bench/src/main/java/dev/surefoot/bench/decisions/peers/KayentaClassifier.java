package dev.surefoot.bench.decisions.peers;

import java.util.Arrays;

/**
 * Kayenta's verdict on one metric (spinnaker/kayenta a69573b, {@code MannWhitneyClassifier.scala},
 * {@code NetflixACAJudge.scala}): High when the lower end of the interval lies above a share of the
 * estimated shift and the means' ratio is not below the allowed one, Low likewise downwards. When a
 * mean is zero there is no ratio, and it is not asked for. A test that cannot be made is an error,
 * which its scorer does not count.
 *
 * @param tolerance share of the estimated shift, .25 in the judge
 * @param z upper normal quantile of half of what the interval leaves out: 2.326348 for 98 %
 * @param direction which way is bad
 */
public record KayentaClassifier(double tolerance, double z, Direction direction) {
    /** As the judge is built. */
    public static final KayentaClassifier JUDGE =
            new KayentaClassifier(.25, 2.3263478740408408, Direction.INCREASE);

    private static final double NOISE = 1e-5;

    /** Which way is bad. */
    public enum Direction {
        INCREASE,
        DECREASE,
        EITHER
    }

    /** What a metric may be called. */
    public enum Label {
        PASS,
        HIGH,
        LOW,
        NODATA,
        NODATA_FAIL,
        ERROR
    }

    /** The verdict on values without gaps; NaN was replaced by 0 before, as the judge does. */
    public Label classify(double[] control, double[] experiment) {
        if (control.length == 0 || experiment.length == 0) {
            return Label.PASS;
        }
        double[] x = experiment.clone();
        double[] y = control.clone();
        Arrays.sort(x);
        Arrays.sort(y);
        if (Arrays.equals(x, y)) {
            return Label.PASS;
        }
        boolean constants = x[0] == x[x.length - 1] && y[0] == y[y.length - 1];
        if (constants && x[0] == y[0]) {
            return Label.PASS;
        }
        if (constants) {
            // Two constants: noise breaks the ties. Any spread does, so an even one serves here.
            spread(x);
            spread(y);
        }
        try {
            MannWhitney.Shift shift = MannWhitney.of(x, y).shift(z);
            return label(shift, mean(x), mean(y));
        } catch (ArithmeticException e) {
            return Label.ERROR;
        }
    }

    private Label label(MannWhitney.Shift shift, double mean, double controlMean) {
        double bound = tolerance * Math.abs(shift.estimate());
        boolean noRatio = mean == 0 || controlMean == 0;
        double ratio = mean / controlMean;
        if (direction != Direction.DECREASE && shift.low() > bound && (noRatio || ratio >= 1)) {
            return Label.HIGH;
        }
        if (direction != Direction.INCREASE && shift.high() < -bound && (noRatio || ratio <= 1)) {
            return Label.LOW;
        }
        return Label.PASS;
    }

    private static void spread(double[] values) {
        double value = values[0];
        for (int i = 0; i < values.length; i++) {
            values[i] += NOISE * value * (i - (values.length - 1) / 2.0) / values.length;
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
