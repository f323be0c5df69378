package dev.surefoot.schema.run;

import dev.surefoot.schema.run.backfill.Fill;

import java.time.Duration;

/** Told what goes on; called by the thread that runs. */
public interface Progress {
    /** Says nothing. */
    Progress NONE = new Progress() {};

    /** A step starts. */
    default void step(String path, String where) {}

    /** A step was taken back and will be tried again. */
    default void again(String where, String why, Duration after) {}

    /** A batch is done, or a backfill paused. */
    default void fill(Fill fill) {}

    /**
     * Nothing is against a contract, and its first statement is next. What is thrown here ends the
     * run with nothing taken away.
     */
    default void pointOfNoReturn() {}

    /** All of a file is done. */
    default void done(String path) {}
}
