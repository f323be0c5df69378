package dev.surefoot.server.api;

import dev.surefoot.server.api.PromotionView.VerdictView;
import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.Verdict;
import dev.surefoot.server.gate.VerdictRecord;

/** Makes views of verdicts. Pure. */
final class VerdictViews {
    private VerdictViews() {}

    static VerdictView of(VerdictRecord verdict) {
        return new VerdictView(
                verdict.gate(),
                label(verdict.verdict()),
                verdict.definition().mode().name(),
                explanation(verdict.verdict()),
                verdict.definition().proves(),
                verdict.definition().doesNotProve(),
                verdict.claimsUsed().stream().map(Fact.ClaimUse::claim).distinct().toList(),
                verdict.at());
    }

    private static String label(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> "PASS";
            case Verdict.Fail fail -> "FAIL";
            case Verdict.Inconclusive inconclusive -> "INCONCLUSIVE";
            case Verdict.Overridden overridden -> "OVERRIDDEN";
        };
    }

    private static String explanation(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> pass.explanation();
            case Verdict.Fail fail -> fail.explanation();
            case Verdict.Inconclusive inconclusive -> inconclusive.explanation();
            case Verdict.Overridden overridden ->
                    "by "
                            + overridden.by()
                            + " until "
                            + overridden.until()
                            + ": "
                            + overridden.why();
        };
    }
}
