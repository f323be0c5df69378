package dev.surefoot.server.calibration;

import dev.surefoot.judge.aa.Calibration;
import dev.surefoot.server.traffic.RouteKey;

import java.time.Instant;
import java.util.Optional;

/**
 * What the standing A/A knows of one place.
 *
 * @param calibration false alarms beside the promise; empty before the first hour that was judged
 * @param factor what the dispersion of the next promotion is multiplied by; 1 for nothing
 * @param divisor what its evidence is divided by
 * @param since the first hour that is counted
 * @param reason why the newest hour was not judged, if it was not
 */
public record CalibrationReport(
        RouteKey place,
        Optional<Calibration> calibration,
        double factor,
        double divisor,
        Optional<Instant> since,
        Optional<String> reason) {
    /** One sentence for people. */
    public String words() {
        String measured =
                calibration
                        .map(it -> "False alarms measured: " + it.words() + "; " + it.labelWords())
                        .orElse("False alarms measured: none of the last hours could be judged");
        return measured
                + (factor > 1 ? " (divided by %.2f)".formatted(divisor) : "")
                + reason.map(why -> ". The last hour gave no result: " + why).orElse("")
                + ".";
    }
}
