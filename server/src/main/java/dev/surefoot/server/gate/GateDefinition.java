package dev.surefoot.server.gate;

import java.util.List;

/**
 * A gate as the policy defines it.
 *
 * @param proves what a pass shows, one sentence
 * @param doesNotProve what a pass does not show, one sentence
 * @param guards classes of failure that it is meant to stop
 * @param environments where it applies; empty: everywhere
 * @param expression CEL over declared facts; a boolean
 * @param owner who answers for it
 */
public record GateDefinition(
        String name,
        String proves,
        String doesNotProve,
        List<String> guards,
        List<String> environments,
        List<Need> needs,
        String expression,
        Mode mode,
        String owner) {
    public GateDefinition {
        guards = List.copyOf(guards);
        environments = List.copyOf(environments);
        needs = List.copyOf(needs);
    }

    /** What follows from a verdict that is no pass. */
    public enum Mode {
        /** It stops the promotion. */
        ENFORCE,
        /** It is shown and counted. */
        WARN,
        /** It shows what it would have stopped. */
        OBSERVE
    }

    /** The same in another mode. */
    public GateDefinition in(Mode other) {
        return new GateDefinition(
                name, proves, doesNotProve, guards, environments, needs, expression, other, owner);
    }
}
