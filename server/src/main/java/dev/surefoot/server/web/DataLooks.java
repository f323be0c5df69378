package dev.surefoot.server.web;

import dev.surefoot.server.promotion.PromotionState;
import dev.surefoot.server.schema.DataVerdict;
import dev.surefoot.server.schema.SchemaChange;
import dev.surefoot.server.web.PromotionModel.Word;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a promotion changes in its database, and what became of both when it went back. Pure. */
final class DataLooks {
    private DataLooks() {}

    static PromotionModel.Data of(
            PromotionState state, SchemaChange change, SchemaModel.Line line) {
        return new PromotionModel.Data(line, back(state, change));
    }

    private static Optional<PromotionModel.WentBack> back(
            PromotionState state, SchemaChange change) {
        if (state instanceof PromotionState.RolledBack back) {
            Instant decided = back.times().decidedAt();
            Instant executed = back.times().executedAt();
            return Optional.of(
                    new PromotionModel.WentBack(
                            new Word(
                                    "Restored: everybody has the version before.",
                                    Optional.of(executed),
                                    took(decided, executed)),
                            data(change, Optional.of(decided))));
        }
        if (state instanceof PromotionState.RollingBack) {
            return Optional.of(
                    new PromotionModel.WentBack(
                            new Word("Under way.", Optional.empty(), ""),
                            data(change, Optional.empty())));
        }
        return state instanceof PromotionState.Failed
                ? Optional.of(
                        new PromotionModel.WentBack(
                                new Word(
                                        "Nothing to restore: nobody got the new version.",
                                        Optional.of(state.since()),
                                        ""),
                                data(change, Optional.empty())))
                : Optional.empty();
    }

    private static Word data(SchemaChange change, Optional<Instant> decided) {
        DataVerdict verdict = DataVerdict.of(change);
        boolean rests = verdict.kind() != DataVerdict.Kind.UNDER_WAY;
        return new Word(
                Text.brief(StateWords.sentence(verdict.words())),
                rests ? Optional.of(verdict.at()) : Optional.empty(),
                rests ? decided.map(from -> took(from, verdict.at())).orElse("") : "");
    }

    private static String took(Instant decided, Instant done) {
        return Text.fine(Duration.between(decided, done));
    }
}
