package dev.surefoot.server.traffic;

/** Whose traffic: a service in an environment. */
public record RouteKey(String service, String environment) {}
