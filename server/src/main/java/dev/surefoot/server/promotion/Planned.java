package dev.surefoot.server.promotion;

import dev.surefoot.server.environment.Share;

import java.util.List;
import java.util.Optional;

/** Whether a promotion's exposure can be planned, asked before anything is exposed. */
sealed interface Planned {
    /**
     * It can, and what is promised is pinned.
     *
     * @param first the share to begin with, where that was reckoned
     * @param words what is promised and what is not bounded; empty where steps are fixed
     */
    record Kept(Optional<Share> first, List<String> words) implements Planned {
        public Kept {
            words = List.copyOf(words);
        }
    }

    /** Not yet: something has still to be counted. */
    record Waits(String why) implements Planned {}

    /** Not with these settings, and waiting does not mend that. */
    record Refused(String why) implements Planned {}
}
