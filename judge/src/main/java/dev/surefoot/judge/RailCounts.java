package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the rails remember. Readiness, restarts and kills are seen in every window, also one whose
 * counts are skipped: an instance that dies takes its counters with it.
 *
 * @param notReady consecutive windows in which the canary was not ready while the baseline was
 * @param restarts the canary's restarts
 * @param expectedRestarts what the baseline's restarts per instance make of the canary's number
 * @param oomKills the canary's kills for memory
 * @param canary the canary's errors against the limit
 * @param baseline the baseline's, which tells a shared incident from a bad version
 * @param shared canary and baseline were above the limit together, and the baseline still is
 */
record RailCounts(
        int notReady,
        long restarts,
        double expectedRestarts,
        long oomKills,
        ErrorRail canary,
        ErrorRail baseline,
        boolean shared) {
    static RailCounts initial(Plan plan) {
        return new RailCounts(0, 0, 0, 0, ErrorRail.initial(plan), ErrorRail.initial(plan), false);
    }

    RailCounts after(Look look, Plan plan) {
        ErrorRail nextCanary = plus(canary, look, look.canary(), plan);
        ErrorRail nextBaseline = plus(baseline, look, look.baseline(), plan);
        boolean leaning = nextBaseline.leaning();
        if (shared && !leaning) {
            // What the canary suffered with everybody must not convict it once others recovered.
            nextCanary = nextCanary.forget();
        }
        return new RailCounts(
                readiness(look),
                restarts + look.canary().restarts(),
                expectedRestarts + expected(look),
                oomKills + look.canary().oomKills(),
                nextCanary,
                nextBaseline,
                leaning && (shared || nextCanary.breached()));
    }

    private static ErrorRail plus(ErrorRail rail, Look look, Arm arm, Plan plan) {
        return look.window().gap() || !arm.fresh() ? rail : rail.plus(arm.tally(), plan);
    }

    private int readiness(Look look) {
        if (!look.canary().reported()) {
            return notReady;
        }
        if (look.canary().mostlyReady()) {
            return 0;
        }
        if (!look.baseline().reported()) {
            return look.comparing() ? notReady : notReady + 1;
        }
        return look.baseline().mostlyReady() ? notReady + 1 : 0;
    }

    private static double expected(Look look) {
        return look.baseline().reported()
                ? (double) look.baseline().restarts()
                        * look.canary().instances()
                        / look.baseline().instances()
                : 0;
    }

    /** The first rail that is touched. */
    Optional<Culprit> touched(Rails rails) {
        if (notReady >= rails.notReadyPolls()) {
            return Optional.of(new Culprit(Kind.READINESS, notReady, rails.notReadyPolls()));
        }
        if (oomKills > 0) {
            return Optional.of(new Culprit(Kind.OUT_OF_MEMORY, oomKills, 1));
        }
        double beyond = restarts - expectedRestarts;
        if (beyond >= rails.restarts()) {
            return Optional.of(new Culprit(Kind.RESTARTS, beyond, rails.restarts()));
        }
        return canary.breached() && !shared
                ? Optional.of(
                        new Culprit(
                                Kind.ERROR_RATE, StrictMath.exp(canary.log()), ErrorRail.THRESHOLD))
                : Optional.empty();
    }

    void write(ByteBuffer to) {
        to.putInt(notReady).putLong(restarts).putDouble(expectedRestarts).putLong(oomKills);
        canary.write(to);
        baseline.write(to);
        to.put((byte) (shared ? 1 : 0));
    }

    static RailCounts read(Plan plan, ByteBuffer from) {
        return new RailCounts(
                from.getInt(),
                from.getLong(),
                from.getDouble(),
                from.getLong(),
                ErrorRail.read(plan, from),
                ErrorRail.read(plan, from),
                from.get() != 0);
    }
}
