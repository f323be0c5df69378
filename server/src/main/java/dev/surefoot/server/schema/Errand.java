package dev.surefoot.server.schema;

/** Work on a database that takes a while, and how it goes. */
public sealed interface Errand {
    /** Which work. */
    Kind kind();

    /** The kinds of work. */
    enum Kind {
        PROVE,
        EXPAND,
        BACKFILL,
        CONTRACT
    }

    /** It is under way. */
    record Running(Kind kind, Progress progress) implements Errand {}

    /** It is over. */
    record Ended(Kind kind, Outcome outcome) implements Errand {}

    /**
     * How far it is.
     *
     * @param words for people
     * @param done rows or statements so far
     * @param total of them; 0 while unknown
     */
    record Progress(String words, long done, long total) {
        static final Progress BEGUN = new Progress("begun", 0, 0);
    }

    /** What came of it. */
    sealed interface Outcome {
        /** A trial was made. */
        record Proved(Proof proof) implements Outcome {}

        /** Everything ran. */
        record Done(String words) implements Outcome {}

        /** Something stands in the way that may go away by itself; it will be tried again. */
        record Held(String why) implements Outcome {}

        /** Something stands in the way that somebody must change. */
        record Refused(String why) implements Outcome {}

        /** It was told to stop, and did, between two steps. */
        record Stopped(String words) implements Outcome {}

        /** Surefoot itself could not; it will be tried again. */
        record Broken(String why) implements Outcome {}
    }
}
