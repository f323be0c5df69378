package dev.surefoot.server.environment;

import dev.surefoot.server.json.YamlProblem;

import java.util.List;

/** What became of a file that was applied. */
public sealed interface ApplyResult {
    /**
     * It is the newest version now.
     *
     * @param kind {@code Policy} or {@code Service}
     * @param name of the service; {@code policy} for the policy
     * @param changed false if it was the newest version already
     */
    record Applied(String kind, String name, long version, boolean changed)
            implements ApplyResult {}

    /** Nothing was stored: all that is wrong, by place; at least one problem. */
    record Unreadable(List<YamlProblem> problems) implements ApplyResult {
        public Unreadable {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Nothing was stored: it is well written and can't be, as things are.
     *
     * @param code stable name
     * @param message names what stands against it, and the next step
     */
    record Refused(String code, String message) implements ApplyResult {}
}
