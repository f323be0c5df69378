package dev.surefoot.server.schema;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a decision about a change rests on; time is a part of it.
 *
 * @param errand the work under way or just over, if there is one
 * @param quiet since when the old version is not seen any more; empty: nobody looked yet
 * @param quietTime how long it must be quiet
 * @param retry whether the time to try again what was held has come
 */
record SchemaSeen(
        Instant at,
        Release release,
        Optional<Errand> errand,
        Optional<Quiet> quiet,
        Duration quietTime,
        boolean retry) {}
