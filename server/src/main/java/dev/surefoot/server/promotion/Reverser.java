package dev.surefoot.server.promotion;

import dev.surefoot.server.promotion.PromotionState.RollingBack;
import dev.surefoot.server.rollback.RollbackPhase;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Acts for each phase of going back. */
final class Reverser {
    private final World world;
    private final Exposer exposer;
    private final Expander expander;

    Reverser(World world, Exposer exposer, Expander expander) {
        this.world = world;
        this.exposer = exposer;
        this.expander = expander;
    }

    Seen act(Promotion promotion, RollingBack state, Instant at) {
        return switch (state.phase()) {
            case RollbackPhase.Switching phase -> exposer.revert(promotion);
            case RollbackPhase.Verifying phase -> verify(promotion);
            case RollbackPhase.Stopping phase -> stop(promotion, phase, at);
        };
    }

    /** Repeats the switch, too: whoever restarts the data plane must not undo it. */
    private Seen verify(Promotion promotion) {
        Seen reverted = exposer.revert(promotion);
        return reverted instanceof Seen.Reverted ? exposer.count(promotion) : reverted;
    }

    private Seen stop(Promotion promotion, RollbackPhase.Stopping phase, Instant at) {
        Duration drain = world.sites().apply(promotion.subject()).drain();
        Optional<Long> inFlight = exposer.inFlight(promotion);
        boolean drained = inFlight.isPresent() && inFlight.get() == 0;
        boolean late = Duration.between(phase.executedAt(), at).compareTo(drain) > 0;
        if (!drained && !late) {
            return new Seen.Unknown(
                    inFlight.map(n -> n + " requests in flight").orElse("requests in flight"));
        }
        return expander.stop(promotion);
    }
}
