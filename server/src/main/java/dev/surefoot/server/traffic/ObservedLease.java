package dev.surefoot.server.traffic;

/**
 * The lease that a router has on a route.
 *
 * @param alive false: it has lapsed for ever, and its share goes to the primary slot
 */
public record ObservedLease(String id, boolean alive) {}
