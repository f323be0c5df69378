package dev.surefoot.schema.rehearsal;

import dev.surefoot.schema.fact.SqlError;

import java.util.List;

/** What becomes of rows that the new version writes, when the change is taken back. */
public sealed interface NewWrites {

    /** Every one of them is still there, and old columns say what {@code down} makes of the new. */
    record Kept(long rows) implements NewWrites {}

    /** Some are gone or say something else, in words. */
    record Lost(List<String> what) implements NewWrites {
        public Lost {
            what = List.copyOf(what);
        }
    }

    /** With them, the inverse does not run. */
    record Refused(SqlError error, int line) implements NewWrites {}

    /** Not looked at. */
    record NotTried(String why) implements NewWrites {}
}
