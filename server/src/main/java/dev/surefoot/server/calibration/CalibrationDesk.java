package dev.surefoot.server.calibration;

import dev.surefoot.judge.Dispersion;
import dev.surefoot.judge.aa.Calibration;
import dev.surefoot.judge.aa.Damping;
import dev.surefoot.server.promotion.Caution;
import dev.surefoot.server.traffic.RouteKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sums up what the hours said. Safe for use by many threads. */
public final class CalibrationDesk implements Caution {
    /** Only the newest ones count, so that what has been mended is forgotten. */
    static final int COUNTED = CalibrationStore.MOST;

    private final CalibrationStore store;

    public CalibrationDesk(CalibrationStore store) {
        this.store = store;
    }

    /** What is known of a place. */
    public CalibrationReport of(RouteKey place) {
        List<AaRun> runs = store.judged(place, COUNTED);
        Optional<String> reason =
                store.newest(place)
                        .map(AaRun::outcome)
                        .filter(AaOutcome.NotJudged.class::isInstance)
                        .map(AaOutcome.NotJudged.class::cast)
                        .map(AaOutcome.NotJudged::reason);
        return runs.isEmpty()
                ? new CalibrationReport(place, Optional.empty(), 1, 1, Optional.empty(), reason)
                : of(place, runs, reason);
    }

    @Override
    public double factor(RouteKey place) {
        return of(place).factor();
    }

    /** Hours under another promise say nothing of this one. */
    private static CalibrationReport of(RouteKey place, List<AaRun> runs, Optional<String> reason) {
        AaOutcome.Judged newest = (AaOutcome.Judged) runs.getFirst().outcome();
        List<Double> quietFrom = new ArrayList<>();
        Instant since = runs.getFirst().hour();
        for (AaRun run : runs) {
            if (run.outcome() instanceof AaOutcome.Judged judged
                    && judged.alpha() == newest.alpha()) {
                quietFrom.add(judged.quietFrom());
                since = run.hour();
            }
        }
        double factor = Damping.needed(newest.alpha(), quietFrom);
        Dispersion plain = new Dispersion(newest.phi(), "the last hour's plan");
        return new CalibrationReport(
                place,
                Optional.of(
                        Calibration.of(
                                newest.alpha(), Damping.alarms(quietFrom, 1), quietFrom.size())),
                factor,
                (factor > 1 ? Damping.raised(plain, factor) : plain).divisor(),
                Optional.of(since),
                reason);
    }
}
