package dev.surefoot.server.traffic;

/**
 * Users are divided by CRC-32 of {@code key:uid} modulo 10,000.
 *
 * @param cookie holds the uid
 */
public record Cohort(String cookie, String key) {}
