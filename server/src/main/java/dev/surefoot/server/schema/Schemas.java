package dev.surefoot.server.schema;

/** What a release asks of its database's changes. Safe for use by many threads. */
public interface Schemas {
    /** Asks for a candidate's change to be proven there, unless it is or none is needed. */
    void want(Wish wish);

    /** Whether the new version finds what it needs. */
    Ready ready(Wish wish);

    /**
     * A candidate on its way.
     *
     * @param service whose
     * @param environment where to
     */
    record Wish(
            String service, String environment, java.util.UUID candidate, long serviceVersion) {}

    /** Whether instances may start. */
    sealed interface Ready {
        /**
         * They may.
         *
         * @param since when everything was there; empty: nothing had to be added
         */
        record Yes(java.util.Optional<java.time.Instant> since) implements Ready {}

        /** Not yet. */
        record Waits(String why) implements Ready {}

        /** They may not, until somebody changes something. */
        record No(String why) implements Ready {}
    }

    /** Nothing has a database. */
    Schemas NONE =
            new Schemas() {
                @Override
                public void want(Wish wish) {}

                @Override
                public Ready ready(Wish wish) {
                    return new Ready.Yes(java.util.Optional.empty());
                }
            };
}
