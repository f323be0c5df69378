package dev.surefoot.server.promotion;

import java.time.Instant;
import java.util.Optional;

public final class GateWatch {
    Seen look(Promotion promotion, Instant at) {
        return new Seen.GatesPassed();
    }

    Optional<String> broken(Promotion promotion, Instant at) {
        return Optional.empty();
    }
}
