package dev.surefoot.server.promotion;

import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Words;

import java.util.List;
import java.util.Optional;

/**
 * What a promotion was pinned to before exposure, for people, and what it has cost.
 *
 * @param lines what is promised and what is not bounded; empty where nothing is compared
 * @param spending what it has cost; absent without a budget, and before the first window
 * @param over whether it costs no more, for it has ended or is on its way back
 */
public record Promised(List<String> lines, Optional<Evidence.Spending> spending, boolean over) {
    /** Nothing is promised beyond the rails. */
    public static final Promised NOTHING = new Promised(List.of(), Optional.empty(), false);

    public Promised {
        lines = List.copyOf(lines);
    }

    /** As the judge's last checkpoint has it. */
    public static Promised of(Promotion promotion, Optional<JudgeCheckpoint> seen) {
        boolean compares = promotion.plan().compares() && !promotion.subject().first();
        if (seen.isEmpty() || !compares) {
            return NOTHING;
        }
        Plan plan = seen.get().plan();
        PromotionState state = promotion.state();
        return new Promised(
                Words.plan(plan),
                seen.get().evidence().flatMap(Evidence::spending),
                state.ended() || state instanceof PromotionState.RollingBack);
    }

    /** What was spent, in a sentence. */
    public Optional<String> spent() {
        return spending.map(it -> over ? Words.spentInAll(it) : Words.spent(it));
    }
}
