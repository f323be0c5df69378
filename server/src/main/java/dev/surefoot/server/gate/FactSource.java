package dev.surefoot.server.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Supplies facts; implemented by the capabilities that know them. May read the database, before
 * gates are evaluated; never the network.
 */
public interface FactSource {
    /** Every fact that it ever supplies. */
    List<FactName> supplies();

    /**
     * Its facts about {@code subject}: one entry, known or absent, for each that {@link #supplies}
     * lists.
     *
     * @param needs what the asking gate demands of the claims that facts rest on; may be empty
     */
    Map<String, Fact> facts(GateSubject subject, List<Need> needs, Instant at);
}
