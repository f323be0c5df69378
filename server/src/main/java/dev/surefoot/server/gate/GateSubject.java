package dev.surefoot.server.gate;

import dev.surefoot.evidence.Digest;

import java.util.UUID;

/**
 * What gates judge: one candidate with one configuration on its way into one environment.
 *
 * @param artifact the digest that is to run there
 * @param config digest of the environment's configuration file, of its raw bytes
 * @param serviceVersion the version of the service's definition that is pinned
 */
public record GateSubject(
        String service,
        String environment,
        UUID candidate,
        Digest artifact,
        Digest config,
        long serviceVersion) {}
