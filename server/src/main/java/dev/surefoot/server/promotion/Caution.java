package dev.surefoot.server.promotion;

import dev.surefoot.server.traffic.RouteKey;

/**
 * How much less evidence counts in one place than the plan alone would say, since more false alarms
 * were measured there than promised.
 */
@FunctionalInterface
public interface Caution {
    /** Nothing is known that would call for it. */
    Caution NONE = place -> 1;

    /** What the dispersion of every metric is multiplied by; at least 1. */
    double factor(RouteKey place);
}
