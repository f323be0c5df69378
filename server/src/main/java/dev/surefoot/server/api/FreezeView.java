package dev.surefoot.server.api;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.freeze.Freeze;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A freeze, as the API shows it; what is not named is meant in full. */
public record FreezeView(
        String id,
        Optional<String> service,
        Optional<String> environment,
        Optional<String> digest,
        String scope,
        String reason,
        String startedBy,
        Instant startedAt,
        Instant until,
        Optional<String> endedBy,
        Optional<Instant> endedAt) {
    static FreezeView of(Freeze freeze) {
        return new FreezeView(
                freeze.id().toString(),
                freeze.scope().service(),
                freeze.scope().environment(),
                freeze.scope().digest().map(Digest::toString),
                freeze.scope().words(),
                freeze.reason(),
                freeze.startedBy(),
                freeze.startedAt(),
                freeze.until(),
                freeze.ended().map(Freeze.Ended::by),
                freeze.ended().map(Freeze.Ended::at));
    }

    /** The freezes that hold now. */
    public record All(List<FreezeView> freezes) {
        public All {
            freezes = List.copyOf(freezes);
        }
    }
}
