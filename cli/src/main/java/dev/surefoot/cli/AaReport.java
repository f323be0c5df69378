package dev.surefoot.cli;

import dev.surefoot.cli.stream.StreamAa;
import dev.surefoot.judge.Metrics;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Wilson;
import dev.surefoot.judge.aa.Calibration;
import dev.surefoot.server.api.CalibrationView.PlaceView;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code judge aa --stream} answers; the JSON object as it is printed.
 *
 * @param runs n: splits of all releases
 * @param falseAlarms k of them
 * @param independent how many of n count for the interval: in one release, an instance that plays
 *     the canary again adds nothing
 * @param latencyTolerated odds ratio of slow requests up to which none rolls back; empty: not
 *     judged
 * @param releases stretches of {@code lengthMs} that were judged
 * @param leftOut stretches that could not be
 * @param reason why the last of those could not
 */
record AaReport(
        double alpha,
        long runs,
        long falseAlarms,
        long independent,
        Optional<Double> wilsonLow,
        Optional<Double> wilsonHigh,
        String label,
        String routing,
        Optional<Double> latencyTolerated,
        long releases,
        long lengthMs,
        long leftOut,
        Optional<String> reason,
        String explanation) {
    static AaReport of(StreamAa.Result result, Duration length) {
        Calibration seen = result.calibration();
        return new AaReport(
                seen.alpha(),
                seen.runs(),
                seen.falseAlarms(),
                result.independent(),
                seen.interval().map(Wilson::low),
                seen.interval().map(Wilson::high),
                seen.label().name(),
                result.plan().routing().name(),
                result.plan().metrics().latency().map(Metrics.Latency::tolerated),
                result.releases(),
                length.toMillis(),
                result.leftOut(),
                result.reason(),
                seen.words() + "; " + advice(seen, result.plan().routing()));
    }

    /** On one's own data nobody damps evidence: that is for whoever releases with it. */
    private static String advice(Calibration seen, Routing routing) {
        return switch (seen.label()) {
            case CALIBRATED, TOO_FEW -> seen.labelWords();
            case UNCALIBRATED ->
                    "uncalibrated: more false alarms than promised; failures come in clusters or"
                            + " instances differ"
                            + (routing == Routing.REQUEST
                                    ? ", so declare --routing user or unknown"
                                    : " by more than the stream's own dispersion says; where the"
                                            + " server finds that, it divides the evidence of"
                                            + " later promotions by more");
        };
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("False alarms: " + explanation + ".");
        lines.add(
                "  %d releases of %d s, routing %s; %d of %d splits are independent"
                        .formatted(
                                releases,
                                lengthMs / 1_000,
                                routing.toLowerCase(Locale.ROOT),
                                independent,
                                runs));
        reason.ifPresent(why -> lines.add("  %d more were left out: %s".formatted(leftOut, why)));
        return lines;
    }

    /** What the server measured in one place, for people. */
    static List<String> of(PlaceView place) {
        List<String> lines = new ArrayList<>();
        String words =
                place.alpha()
                        .map(alpha -> Calibration.of(alpha, place.falseAlarms(), place.runs()))
                        .map(seen -> seen.words() + "; " + seen.labelWords())
                        .orElse(
                                "none of the last hours could be judged"
                                        + (place.reason().isPresent()
                                                ? ""
                                                : ": it takes a whole hour of a running version"
                                                        + " without a release"));
        lines.add(place.service() + " " + place.environment() + "  false alarms: " + words);
        place.divisor()
                .filter(divisor -> divisor > 1)
                .ifPresent(
                        divisor ->
                                lines.add(
                                        "  evidence of the next promotion is divided by %.2f"
                                                .formatted(divisor)));
        place.since().ifPresent(since -> lines.add("  counted since " + since));
        place.reason().ifPresent(why -> lines.add("  the last hour gave no result: " + why));
        return lines;
    }
}
