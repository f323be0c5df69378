package dev.surefoot.server.gate;

import dev.surefoot.evidence.Digest;

import java.util.List;
import java.util.UUID;

/** Something that would change what runs, or the rules by which things run. */
public sealed interface Change {
    /** A candidate goes into an environment, or exposure to it grows. */
    record Promote(UUID promotion, GateSubject subject) implements Change {}

    /**
     * A new policy.
     *
     * @param gates every gate that it defines, built-in ones included
     * @param requires every gate name that some environment demands
     */
    record ApplyPolicy(Digest text, String actor, List<GateDefinition> gates, List<String> requires)
            implements Change {}

    /**
     * A new definition of a service.
     *
     * @param requires every gate name that some environment of it demands in addition
     */
    record ApplyService(String service, Digest text, String actor, List<String> requires)
            implements Change {}
}
