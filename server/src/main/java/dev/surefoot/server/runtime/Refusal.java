package dev.surefoot.server.runtime;

import java.nio.file.Path;
import java.util.Optional;

/** Why a version is not started in a slot. Each message says what was seen and what to do. */
public sealed interface Refusal {
    /** For people: object, value seen, bound, next step. */
    String message();

    /** The artifact's file is not there or cannot be read. */
    record ArtifactUnreadable(Path file, String why) implements Refusal {
        @Override
        public String message() {
            return "artifact " + file + " cannot be read (" + why + "); upload it again";
        }
    }

    /** The bytes are not the candidate's. */
    record DigestMismatch(Path file, String expected, String seen) implements Refusal {
        @Override
        public String message() {
            return "artifact "
                    + file
                    + " has digest "
                    + seen
                    + ", the candidate's is "
                    + expected
                    + "; it was changed after it arrived, upload it again";
        }
    }

    /** Somebody else listens where an instance should. */
    record PortInUse(String instance, int port, Optional<String> holder) implements Refusal {
        @Override
        public String message() {
            return "port "
                    + port
                    + " of "
                    + instance
                    + " is in use by "
                    + holder.orElse("another process")
                    + "; stop that one or give the slot another port";
        }
    }

    /** The slot runs another version. */
    record SlotOccupied(Place place, Version running) implements Refusal {
        @Override
        public String message() {
            return place + " still runs " + running.digest() + "; stop it first";
        }
    }

    /** The configuration cannot be completed; {@code why} names what is missing, no value. */
    record ConfigUnresolvable(String why) implements Refusal {
        @Override
        public String message() {
            return "configuration cannot be resolved: " + why;
        }
    }

    /** The command's program is not installed. */
    record CommandNotFound(String program) implements Refusal {
        @Override
        public String message() {
            return "program \"" + program + "\" is not found; install it or give its full path";
        }
    }

    /** A newer server steers this slot. */
    record StaleToken(long token, long current) implements Refusal {
        @Override
        public String message() {
            return "token " + token + " is older than " + current + "; another server steers";
        }
    }

    /** The operating system did not start it. */
    record NotStarted(String instance, String why) implements Refusal {
        @Override
        public String message() {
            return instance + " was not started: " + why;
        }
    }
}
