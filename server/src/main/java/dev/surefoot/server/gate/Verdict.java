package dev.surefoot.server.gate;

import java.time.Instant;
import java.util.List;

/** What a gate says. Never a boolean: missing data is no pass, and neither is an override. */
public sealed interface Verdict {
    /** The gate's expression is true and every fact it names is known. */
    record Pass(String explanation) implements Verdict {}

    /** The gate's expression is false. */
    record Fail(String explanation) implements Verdict {}

    /**
     * It can't be said.
     *
     * @param missing the facts that are not known; empty if the expression itself failed
     */
    record Inconclusive(String explanation, List<String> missing) implements Verdict {
        public Inconclusive {
            missing = List.copyOf(missing);
        }
    }

    /** A named person let it through although it is no pass. */
    record Overridden(String by, String why, Instant until) implements Verdict {}
}
