package dev.surefoot.schema.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What executing the versions' own statements showed.
 *
 * @param old the running version after the change; empty if not executed, or not conclusive
 * @param fresh the version to come, after the contract; empty likewise
 */
public record Replays(Optional<Replay> old, Optional<Replay> fresh) {
    /** Nothing was executed. */
    public static final Replays NONE = new Replays(Optional.empty(), Optional.empty());

    /**
     * One version's statements, executed.
     *
     * @param broken those that no longer do what they did; empty: all work
     */
    public record Replay(List<Broken> broken) {
        public Replay {
            broken = List.copyOf(broken);
        }

        /** Those that broke in one of these ways. */
        List<Broken> by(Set<String> signs) {
            return broken.stream().filter(each -> signs.contains(each.sign())).toList();
        }
    }

    /**
     * A statement that broke.
     *
     * @param statement its id or text
     * @param sign an SQLSTATE, or {@code columns}, {@code rows} or {@code values}
     */
    public record Broken(String statement, String sign) {}
}
