package dev.surefoot.judge;

import dev.surefoot.judge.Culprit.Kind;
import dev.surefoot.judge.Evidence.Tally;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rails on errors remember.
 *
 * @param errorRate the limit that is too much for any version
 * @param fastBurn the limit that the availability goal sets, where there is one
 * @param burns its burn rates over pairs of times
 */
record RailCounts(
        Crashes crashes,
        AbsoluteRail errorRate,
        Optional<AbsoluteRail> fastBurn,
        List<BurnRate> burns) {
    static RailCounts initial(Plan plan) {
        List<BurnRate> burns = new ArrayList<>();
        if (plan.rails().availability().isPresent()) {
            for (BurnSums.Pair pair : BurnSums.PAIRS) {
                burns.add(BurnRate.initial(pair));
            }
        }
        return new RailCounts(
                Crashes.NONE,
                AbsoluteRail.initial(terms(plan)),
                fastTerms(plan).map(AbsoluteRail::initial),
                List.copyOf(burns));
    }

    private static ErrorRail.Terms terms(Plan plan) {
        return ErrorRail.Terms.of(plan, plan.rails().errorRate());
    }

    private static Optional<ErrorRail.Terms> fastTerms(Plan plan) {
        return plan.rails().fastBurn().map(limit -> ErrorRail.Terms.of(plan, limit));
    }

    RailCounts after(Look look) {
        Crashes seen = crashes.after(look);
        if (look.window().gap() || !look.canary().fresh() || unread(look)) {
            return new RailCounts(seen, errorRate, fastBurn, burns);
        }
        Tally canary = look.canary().tally();
        Optional<Tally> baseline =
                look.comparing() && look.baseline().fresh()
                        ? Optional.of(look.baseline().tally())
                        : Optional.empty();
        return new RailCounts(
                seen,
                errorRate.after(canary, baseline),
                fastBurn.map(rail -> rail.after(canary, baseline)),
                burns.isEmpty()
                        ? burns
                        : burns.stream()
                                .map(it -> it.after(look.window().end(), canary, baseline))
                                .toList());
    }

    /**
     * A baseline serves, and its counters were not read: what the canary's tell alone would blame
     * it for what both suffer. Where none serves, the canary stands for itself.
     */
    private static boolean unread(Look look) {
        return look.comparing() && !look.window().baseline().isEmpty() && !look.baseline().fresh();
    }

    /** The first rail that is touched. */
    Optional<Culprit> touched(Plan plan, Window window) {
        Optional<Culprit> crashed = crashes.touched(plan.rails());
        if (crashed.isPresent()) {
            return crashed;
        }
        if (errorRate.touched()) {
            return Optional.of(culprit(Kind.ERROR_RATE, errorRate));
        }
        if (fastBurn.filter(AbsoluteRail::touched).isPresent()) {
            return Optional.of(culprit(Kind.FAST_BURN, fastBurn.get()));
        }
        for (BurnRate burn : burns) {
            Optional<Culprit> burning = burn.touched(plan, window.end());
            if (burning.isPresent()) {
                return burning;
            }
        }
        return Optional.empty();
    }

    private static Culprit culprit(Kind kind, AbsoluteRail rail) {
        return new Culprit(kind, StrictMath.exp(rail.evidence().log()), ErrorRail.THRESHOLD);
    }

    /** Canary and baseline are above a limit together. */
    boolean shared(Plan plan, Window window) {
        return errorRate.shared()
                || fastBurn.filter(AbsoluteRail::shared).isPresent()
                || burns.stream().anyMatch(burn -> burn.shared(plan, window.end()));
    }

    void write(ByteBuffer to) {
        crashes.write(to);
        errorRate.write(to);
        fastBurn.ifPresent(it -> it.write(to));
        burns.forEach(it -> it.write(to));
    }

    static RailCounts read(Plan plan, ByteBuffer from) {
        Crashes crashes = Crashes.read(from);
        AbsoluteRail errorRate = AbsoluteRail.read(terms(plan), from);
        Optional<AbsoluteRail> fastBurn =
                fastTerms(plan).map(terms -> AbsoluteRail.read(terms, from));
        List<BurnRate> burns = new ArrayList<>();
        for (BurnRate initial : initial(plan).burns) {
            burns.add(BurnRate.read(initial.pair(), from));
        }
        return new RailCounts(crashes, errorRate, fastBurn, List.copyOf(burns));
    }
}
