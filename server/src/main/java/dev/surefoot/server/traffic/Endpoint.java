package dev.surefoot.server.traffic;

/** Where one instance listens. */
public record Endpoint(String instance, String host, int port) {}
