package dev.surefoot.judge.aa;

import dev.surefoot.judge.Wilson;

import java.util.Optional;

/**
 * False alarms between equal versions beside the promise.
 *
 * @param alpha what was promised
 * @param runs releases of a version against itself
 * @param falseAlarms how many of them were rolled back
 * @param interval Wilson's 95 % interval of the rate; empty without a run
 */
public record Calibration(
        double alpha, long runs, long falseAlarms, Optional<Wilson> interval, Label label) {
    /** A chance is no pattern: below this many alarms nothing is called uncalibrated. */
    private static final long FEWEST_ALARMS = 3;

    /** What the numbers say of the promise. */
    public enum Label {
        /** Nothing speaks against it, and there were enough releases to have shown it kept. */
        CALIBRATED,
        /** It is broken: the interval lies above alpha, after three false alarms or more. */
        UNCALIBRATED,
        /** So few that even without one false alarm the interval would reach above alpha. */
        TOO_FEW
    }

    /** Releases that say nothing of each other. */
    public static Calibration of(double alpha, long falseAlarms, long runs) {
        return of(alpha, falseAlarms, runs, runs);
    }

    /**
     * Releases of which only some are independent of each other, for example several splits of the
     * same minutes: the interval is as wide as if there were no more than those.
     *
     * @param independent at most {@code runs}
     * @throws IllegalArgumentException if the numbers do not fit
     */
    public static Calibration of(double alpha, long falseAlarms, long runs, long independent) {
        if (falseAlarms < 0
                || falseAlarms > runs
                || independent > runs
                || (runs > 0 && independent < 1)) {
            throw new IllegalArgumentException(
                    "%d false alarms of %d runs, %d of them independent: must fall in that order"
                            .formatted(falseAlarms, runs, independent));
        }
        Optional<Wilson> interval =
                runs == 0
                        ? Optional.empty()
                        : Optional.of(
                                Wilson.ofShare((double) falseAlarms / runs, (double) independent));
        return new Calibration(
                alpha,
                runs,
                falseAlarms,
                interval,
                label(alpha, falseAlarms, independent, interval));
    }

    private static Label label(
            double alpha, long falseAlarms, long independent, Optional<Wilson> interval) {
        if (interval.isEmpty()) {
            return Label.TOO_FEW;
        }
        if (interval.get().low() > alpha && falseAlarms >= FEWEST_ALARMS) {
            return Label.UNCALIBRATED;
        }
        return Wilson.of(0, independent).high() <= alpha ? Label.CALIBRATED : Label.TOO_FEW;
    }

    /** One sentence for people. */
    public String words() {
        return interval.map(
                        it ->
                                "%d of %d random splits of the running version (%s); promised %s"
                                        .formatted(
                                                falseAlarms,
                                                runs,
                                                Percents.range(it.low(), it.high()),
                                                Percents.of(alpha)))
                .orElse("no random split was judged yet; promised " + Percents.of(alpha));
    }

    /** What the label says, for people. */
    public String labelWords() {
        return switch (label) {
            case CALIBRATED -> "calibrated: nothing speaks against the promise";
            case UNCALIBRATED ->
                    "uncalibrated: more false alarms than promised, so evidence counts for less";
            case TOO_FEW -> "too few splits yet to show that the promise is kept";
        };
    }
}
