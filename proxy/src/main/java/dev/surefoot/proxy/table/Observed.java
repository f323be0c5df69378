package dev.surefoot.proxy.table;

import dev.surefoot.proxy.forward.RouteCounters;
import dev.surefoot.proxy.route.RouteKey;
import dev.surefoot.proxy.route.RouteSpec;

import java.time.Instant;

/**
 * A route read back from what decides requests, not from what was asked.
 *
 * @param leaseAlive whether the lease of {@code spec} holds; false without one
 * @param listening false only after a restart, while somebody else has the port
 */
public record Observed(
        RouteKey key,
        RouteSpec spec,
        Instant appliedAt,
        boolean leaseAlive,
        boolean listening,
        RouteCounters counters) {}
