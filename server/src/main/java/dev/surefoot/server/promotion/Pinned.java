package dev.surefoot.server.promotion;

import dev.surefoot.evidence.Digest;
import dev.surefoot.server.rollout.RolloutPlan;

import java.util.Optional;

/**
 * What a new promotion is pinned to: the newest definition of the service, as it concerns one
 * environment.
 *
 * @param version of the service's definition
 * @param config digest of the environment's configuration file
 * @param previousEnvironment the one that a candidate must have been through before
 */
public record Pinned(
        long version,
        Digest config,
        RolloutPlan plan,
        Promotion.Limits limits,
        Optional<String> previousEnvironment) {}
