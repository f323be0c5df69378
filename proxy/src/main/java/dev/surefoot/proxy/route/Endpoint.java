package dev.surefoot.proxy.route;

/**
 * Where one instance of a slot listens. {@code host} is an IP address or {@code localhost}, so that
 * no name is ever looked up while a request waits.
 */
public record Endpoint(String instance, String host, int port) {}
