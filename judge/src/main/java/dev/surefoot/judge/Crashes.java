package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What instances themselves show. It is seen in every window, also one whose counts are skipped: an
 * instance that dies takes its counters with it.
 *
 * @param notReady consecutive windows in which the canary was not ready while the baseline was
 * @param closeToLimit consecutive windows close to a limit while the baseline was not
 * @param restarts the canary's restarts
 * @param expectedRestarts what the baseline's restarts per instance make of the canary's number
 * @param oomKills the canary's kills for memory
 */
record Crashes(
        int notReady, int closeToLimit, long restarts, double expectedRestarts, long oomKills) {
    static final Crashes NONE = new Crashes(0, 0, 0, 0, 0);

    Crashes after(Look look) {
        return new Crashes(
                inARow(look, notReady, !look.canary().mostlyReady(), look.baseline().mostlyReady()),
                inARow(look, closeToLimit, close(look.canary()), !close(look.baseline())),
                restarts + look.canary().restarts(),
                expectedRestarts + expected(look),
                oomKills + look.canary().oomKills());
    }

    private static boolean close(Arm arm) {
        return arm.limitUse() >= Rails.CLOSE_TO_LIMIT;
    }

    /** One more, or none any more; an arm that nobody could ask changes nothing. */
    private static int inARow(Look look, int before, boolean bad, boolean baselineGood) {
        if (!look.canary().reported()) {
            return before;
        }
        if (!bad) {
            return 0;
        }
        if (!look.baseline().reported()) {
            return look.comparing() ? before : before + 1;
        }
        return baselineGood ? before + 1 : 0;
    }

    private static double expected(Look look) {
        return look.baseline().reported()
                ? (double) look.baseline().restarts()
                        * look.canary().instances()
                        / look.baseline().instances()
                : 0;
    }

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
        return closeToLimit >= Rails.CLOSE_POLLS
                ? Optional.of(new Culprit(Kind.LIMIT, closeToLimit, Rails.CLOSE_POLLS))
                : Optional.empty();
    }

    void write(ByteBuffer to) {
        to.putInt(notReady).putInt(closeToLimit).putLong(restarts);
        to.putDouble(expectedRestarts).putLong(oomKills);
    }

    static Crashes read(ByteBuffer from) {
        return new Crashes(
                from.getInt(), from.getInt(), from.getLong(), from.getDouble(), from.getLong());
    }
}
