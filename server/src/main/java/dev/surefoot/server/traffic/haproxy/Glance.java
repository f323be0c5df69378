package dev.surefoot.server.traffic.haproxy;

import java.util.List;
import java.util.Optional;

/** What HAProxy's maps say, and nothing else: the least that a change has to know before it. */
sealed interface Glance {
    /**
     * Both maps are there.
     *
     * @param texts as they are
     * @param read what they say of the route
     */
    record Maps(Entries.Texts texts, Entries.Read read) implements Glance {
        /** The entries, if they are whole. */
        Optional<Entries> known() {
            return read instanceof Entries.Read.Whole(Entries entries)
                    ? Optional.of(entries)
                    : Optional.empty();
        }

        /** The lease with this id, if it is the one in force and was not called lapsed. */
        Optional<Entries> holding(String id) {
            return known().filter(
                            entries ->
                                    entries.lease()
                                            .filter(held -> !held.lapsed() && held.id().equals(id))
                                            .isPresent());
        }
    }

    /** HAProxy answers and has not loaded them. */
    record Lacking(List<String> missing) implements Glance {
        public Lacking {
            missing = List.copyOf(missing);
        }

        String why() {
            return new Seen.Incomplete(missing).why();
        }
    }

    /** Unknown. */
    record Nothing(String why) implements Glance {}
}
