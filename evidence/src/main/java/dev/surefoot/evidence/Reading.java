package dev.surefoot.evidence;

import java.util.List;

/** What came of a submission: all of it was read, or none of it is used. */
public sealed interface Reading {
    /**
     * Every file was read.
     *
     * @param claims what the files say, ordered by kind, suite and tool
     * @param files how each was read, ordered by name
     */
    record Read(List<Claim> claims, List<FileReport> files) implements Reading {
        /** Copies the lists. */
        public Read {
            claims = List.copyOf(claims);
            files = List.copyOf(files);
        }
    }

    /**
     * One file was refused, so nothing of the submission is used.
     *
     * @param reason the refusal's name
     * @param file the refused file; empty if it is the submission as a whole
     * @param message what was seen, where, which bound it breaks and what to do next
     */
    record Refused(Refusal reason, String file, String message) implements Reading {}

    /**
     * A signed file is not believed, so nothing of the submission is used.
     *
     * @param checks what was found good before, in order
     */
    record Unverified(VerificationReason reason, String file, String message, List<String> checks)
            implements Reading {
        /** Copies the list. */
        public Unverified {
            checks = List.copyOf(checks);
        }
    }
}
