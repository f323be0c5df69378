package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The data directory as it is found: is it one of ours, and of the version we need? */
final class Cluster {
    static final String USER = "surefoot";
    static final String DATABASE = "surefoot";

    private Cluster() {}

    /** Checks the version of what is there; writes nothing. */
    static Optional<PostgresStart.Refused> refusal(Layout layout, int major) throws IOException {
        if (!layout.hasData()) {
            return Optional.empty();
        }
        Path version = layout.data().resolve("PG_VERSION");
        if (!Files.isRegularFile(version)) {
            return refused(
                    Reason.NOT_A_DATABASE,
                    layout.data()
                            + " is not empty and has no PG_VERSION: choose another directory"
                            + " or move it away");
        }
        String seen = Files.readString(version).strip();
        if (!seen.equals(Integer.toString(major))) {
            return refused(
                    Reason.WRONG_VERSION,
                    "PostgreSQL data directory "
                            + layout.data()
                            + " was written by PostgreSQL "
                            + seen
                            + ", and "
                            + major
                            + " is needed; nothing was changed. Run it with PostgreSQL "
                            + seen
                            + " (--postgres-bin), or dump it there and load it into a new"
                            + " directory");
        }
        if (Password.read(layout.password()).isEmpty()) {
            return refused(
                    Reason.PASSWORD_LOST,
                    "PostgreSQL directory "
                            + layout.root()
                            + " has data but no password in "
                            + layout.password()
                            + ": bring that file back from a backup");
        }
        return Optional.empty();
    }

    private static Optional<PostgresStart.Refused> refused(Reason reason, String message) {
        return Optional.of(new PostgresStart.Refused(reason, message));
    }
}
