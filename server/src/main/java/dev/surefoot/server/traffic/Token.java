package dev.surefoot.server.traffic;

/** Fences writes to a router: it refuses any that is smaller than one it has accepted. */
public record Token(long value) {}
