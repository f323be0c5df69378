package dev.surefoot.server.web;

import dev.surefoot.server.gate.Fact;
import dev.surefoot.server.gate.GateDefinition.Mode;
import dev.surefoot.server.gate.Verdict;
import dev.surefoot.server.gate.VerdictRecord;
import dev.surefoot.server.web.PromotionModel.Gate;

import java.util.Optional;

/** How a verdict is shown. Pure. */
final class GateLooks {
    private GateLooks() {}

    static Gate of(VerdictRecord record) {
        Mode mode = record.definition().mode();
        return new Gate(
                record.gate(),
                tone(record.verdict(), mode),
                label(record.verdict()),
                switch (mode) {
                    case ENFORCE -> "required";
                    case WARN -> "warns only";
                    case OBSERVE -> "observes only";
                },
                Text.brief(explanation(record.verdict())),
                record.definition().proves(),
                record.definition().doesNotProve(),
                record.passedOver().stream().map(Fact.PassedOver::why).distinct().toList(),
                record.at(),
                record.lapsesAt().or(() -> until(record.verdict())));
    }

    private static Tone tone(Verdict verdict, Mode mode) {
        return switch (verdict) {
            case Verdict.Pass pass -> Tone.GOOD;
            case Verdict.Fail fail -> mode == Mode.ENFORCE ? Tone.BAD : Tone.HELD;
            case Verdict.Inconclusive open -> mode == Mode.ENFORCE ? Tone.HELD : Tone.QUIET;
            case Verdict.Overridden over -> Tone.HELD;
        };
    }

    static String label(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> "Pass";
            case Verdict.Fail fail -> "Fail";
            case Verdict.Inconclusive open -> "Inconclusive";
            case Verdict.Overridden over -> "Overridden";
        };
    }

    static String explanation(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass pass -> pass.explanation();
            case Verdict.Fail fail -> fail.explanation();
            case Verdict.Inconclusive open -> open.explanation();
            case Verdict.Overridden over -> "by " + over.by() + ": " + over.why();
        };
    }

    private static Optional<java.time.Instant> until(Verdict verdict) {
        return verdict instanceof Verdict.Overridden over
                ? Optional.of(over.until())
                : Optional.empty();
    }
}
