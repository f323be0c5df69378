package dev.surefoot.server.promotion;

import dev.surefoot.server.gate.Admittance;
import dev.surefoot.server.gate.Change;
import dev.surefoot.server.gate.GateSubject;
import dev.surefoot.server.schema.Schemas;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Asks the one way in: before anything starts, and again before each growth of exposure. */
public final class GateWatch {
    private final BiFunction<Change, Instant, Admittance> admission;
    private final Schemas schemas;

    /** Asks {@code Admission.admit}; what a gate waits for of the database is set going. */
    public GateWatch(BiFunction<Change, Instant, Admittance> admission, Schemas schemas) {
        this.admission = admission;
        this.schemas = schemas;
    }

    /** Evaluates the gates now, by current policy and evidence. */
    Seen look(Promotion promotion, Instant at) {
        schemas.want(promotion.wish());
        return switch (admission.apply(change(promotion), at)) {
            case Admittance.Admitted admitted -> new Seen.GatesPassed(admitted);
            case Admittance.Refused refused -> new Seen.GateFailed(refused.message());
            case Admittance.Waiting waiting -> new Seen.GatesWaiting(waiting.message());
        };
    }

    /** Why the gates that had passed no longer do; empty if they still pass. */
    Optional<String> broken(Promotion promotion, Instant at) {
        return switch (admission.apply(change(promotion), at)) {
            case Admittance.Admitted admitted -> Optional.empty();
            case Admittance.Refused refused -> Optional.of(refused.message());
            case Admittance.Waiting waiting -> Optional.of(waiting.message());
        };
    }

    private static Change change(Promotion promotion) {
        Promotion.Subject subject = promotion.subject();
        return new Change.Promote(
                promotion.id(),
                new GateSubject(
                        subject.service(),
                        subject.environment(),
                        subject.candidate(),
                        subject.artifact(),
                        subject.config(),
                        subject.serviceVersion()));
    }
}
