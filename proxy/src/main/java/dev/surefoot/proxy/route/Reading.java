package dev.surefoot.proxy.route;

import java.util.List;

/** What came of reading a route. */
public sealed interface Reading {
    /** A usable route. */
    record Usable(RouteSpec spec) implements Reading {}

    /** Not usable, for at least one reason; all reasons are listed. */
    record Refused(List<Problem> problems) implements Reading {}
}
