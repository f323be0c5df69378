package dev.surefoot.server.environment;

import java.util.List;
import java.util.Optional;

/** What came of filling in a configuration file. Nothing here shows a value. */
public sealed interface RenderedConfig {
    /** Everything is filled in, and the file can be read. The bytes hold secrets. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Complete(byte[] bytes) implements RenderedConfig {
        @Override
        public String toString() {
            return "Complete[" + bytes.length + " bytes]";
        }
    }

    /**
     * It can't be used.
     *
     * @param missing names that the server's environment does not have, by the alphabet
     * @param fault what else is wrong with the file, with its place
     */
    record Incomplete(List<String> missing, Optional<String> fault) implements RenderedConfig {
        public Incomplete {
            missing = List.copyOf(missing);
        }

        /** For people: what is wrong, and the next step. */
        public String why() {
            String names =
                    missing.isEmpty()
                            ? ""
                            : "not set in the server's environment: "
                                    + String.join(", ", missing)
                                    + "; set them and restart the server";
            return names + (names.isEmpty() || fault.isEmpty() ? "" : "; ") + fault.orElse("");
        }
    }
}
