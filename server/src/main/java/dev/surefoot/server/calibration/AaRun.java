package dev.surefoot.server.calibration;

import dev.surefoot.server.traffic.RouteKey;

import java.time.Instant;

/**
 * The run of one hour in one place; there is never more than one.
 *
 * @param hour its begin
 * @param from the first minute that was judged, inclusive; may lie before the hour
 * @param until the end of the hour, exclusive
 */
public record AaRun(RouteKey place, Instant hour, Instant from, Instant until, AaOutcome outcome) {}
