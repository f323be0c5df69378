package dev.surefoot.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** Names a failure by the words that the operating system and PostgreSQL have for it. */
final class Trouble {
    private Trouble() {}

    /** The reason behind a message in the C locale; {@code FAILED} where none is known. */
    static Reason reason(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("no space left on device") || text.contains("quota exceeded")) {
            return Reason.DISK_FULL;
        }
        if (text.contains("address already in use")) {
            return Reason.PORT_IN_USE;
        }
        if (text.contains("permission denied")
                || text.contains("operation not permitted")
                || text.contains("read-only file system")) {
            return Reason.NO_PERMISSION;
        }
        return Reason.FAILED;
    }

    static PostgresStart.Refused refused(IOException e, Layout layout) {
        Reason reason =
                e instanceof AccessDeniedException
                        ? Reason.NO_PERMISSION
                        : reason(String.valueOf(e.getMessage()));
        return new PostgresStart.Refused(
                reason,
                "PostgreSQL directory "
                        + layout.root()
                        + ": "
                        + (e.getMessage() == null ? e.toString() : e.getMessage())
                        + " ("
                        + e.getClass().getSimpleName()
                        + "): "
                        + nextStep(reason));
    }

    /** What the reader of a message does about it. */
    static String nextStep(Reason reason) {
        return switch (reason) {
            case DISK_FULL -> "free some space (a new cluster needs 80 MB), then start again";
            case NO_PERMISSION ->
                    "let this user read, write and enter it, or choose another directory";
            case PORT_IN_USE -> "stop what listens there, or let a free port be chosen";
            case TIMED_OUT -> "start again, or allow more time";
            case ROOT_NOT_POSSIBLE -> "run as an unprivileged user";
            case NO_BINARIES, UNUSABLE_BINARIES ->
                    "install PostgreSQL and name its bin directory (--postgres-bin)";
            case WRONG_VERSION, NOT_A_DATABASE, PASSWORD_LOST, OTHER_PORT, NOT_OURS ->
                    "choose another directory";
            case FAILED -> "see the message and the files in log/";
        };
    }
}
