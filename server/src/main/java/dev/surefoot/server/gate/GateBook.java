package dev.surefoot.server.gate;

import java.util.List;

/** Which gates stand before an environment; from the policy and the service's definition. */
@FunctionalInterface
public interface GateBook {
    /** The gates that apply to {@code subject} by the current policy, in a fixed order. */
    List<GateDefinition> applying(GateSubject subject);

    /** The gates that may be required: the current policy's, or those that come with Surefoot. */
    default List<GateDefinition> defined() {
        return BuiltInGates.all();
    }
}
