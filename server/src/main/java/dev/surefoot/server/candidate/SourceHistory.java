package dev.surefoot.server.candidate;

import java.util.List;
import java.util.Optional;

/**
 * How a candidate's source came to be.
 *
 * @param base the commit of the newest earlier candidate among its ancestors; empty if there is
 *     none
 * @param changes the commits since {@code base}, newest first; of no earlier candidate, none
 */
public record SourceHistory(Optional<String> base, List<SourceChange> changes) {
    /** More than this is no change, it is a new service. */
    public static final int MOST_CHANGES = 1_000;

    /** Paths that are kept of one change. */
    public static final int MOST_PATHS = 500;

    private static final String SHA = "[0-9a-f]{40}([0-9a-f]{24})?";

    public SourceHistory {
        changes = List.copyOf(changes);
    }

    /** What is wrong with it; empty if nothing is. */
    public Optional<String> problem() {
        if (changes.size() > MOST_CHANGES) {
            return Optional.of(
                    "history has " + changes.size() + " changes, at most " + MOST_CHANGES);
        }
        if (base.isPresent() && !base.get().matches(SHA)) {
            return Optional.of("history.base '" + base.get() + "' is no full commit id");
        }
        if (base.isEmpty() && !changes.isEmpty()) {
            return Optional.of("history has changes and no base that they are changes of");
        }
        return changes.stream().flatMap(change -> problem(change).stream()).findFirst();
    }

    private static Optional<String> problem(SourceChange change) {
        if (!change.sha().matches(SHA)) {
            return Optional.of("change '" + change.sha() + "' is no full commit id");
        }
        if (change.added() < 0 || change.deleted() < 0) {
            return Optional.of(
                    "change "
                            + change.sha()
                            + " adds "
                            + change.added()
                            + " lines and deletes "
                            + change.deleted()
                            + ": neither can be negative");
        }
        return change.paths().size() > MOST_PATHS
                ? Optional.of(
                        "change "
                                + change.sha()
                                + " has "
                                + change.paths().size()
                                + " paths, send at most "
                                + MOST_PATHS)
                : Optional.empty();
    }
}
