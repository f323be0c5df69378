package dev.surefoot.server.calibration;

/** What one hour said. */
public sealed interface AaOutcome {
    /**
     * A release of the running version against itself was judged.
     *
     * @param alpha what its plan promised
     * @param phi its plan's dispersion of errors
     * @param quietFrom the smallest factor on the dispersion from which on it raised no alarm; 1 if
     *     there was none, infinite if none is enough
     * @param instances how many took part
     * @param canaries how many of them played the canary
     * @param requests of the arm that served fewer
     */
    record Judged(
            double alpha, double phi, double quietFrom, int instances, int canaries, long requests)
            implements AaOutcome {
        /** Whether the plan as it is raised a false alarm. */
        public boolean falseAlarm() {
            return quietFrom > 1;
        }
    }

    /** Nothing could be judged; never a pass. */
    record NotJudged(String reason) implements AaOutcome {}
}
