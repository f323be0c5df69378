package dev.surefoot.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the standing A/A measured, place by place. */
public record CalibrationView(List<PlaceView> places) {
    /**
     * False alarms of the judge on random splits of the running version.
     *
     * @param alpha the chance of a wrong rollback that was promised; absent before the first run
     * @param runs n, the last 1,000 at most
     * @param falseAlarms k of them
     * @param wilsonLow lower end of the 95 % interval of k of n; absent before the first run
     * @param wilsonHigh its upper end
     * @param label CALIBRATED, UNCALIBRATED or TOO_FEW
     * @param divisor what the evidence of the next promotion is divided by; absent likewise
     * @param since begin of the first hour that is counted
     * @param reason why the newest hour was not judged, if it was not
     */
    public record PlaceView(
            String service,
            String environment,
            Optional<Double> alpha,
            long runs,
            long falseAlarms,
            Optional<Double> wilsonLow,
            Optional<Double> wilsonHigh,
            String label,
            Optional<Double> divisor,
            Optional<Instant> since,
            Optional<String> reason) {}
}
