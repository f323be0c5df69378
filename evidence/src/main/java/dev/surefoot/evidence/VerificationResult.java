package dev.surefoot.evidence;

import java.util.List;

/** What came of verifying one signed document. Never a boolean: a refusal has a name. */
public sealed interface VerificationResult {
    /** What was checked and found good, in order, for people. */
    List<String> checks();

    /**
     * Every check that was demanded passed.
     *
     * @param signer the key that signed
     * @param statement what was signed, read from exactly the bytes that were verified
     */
    record Verified(VerificationKey signer, Statement statement, List<String> checks)
            implements VerificationResult {
        /** Copies the list. */
        public Verified {
            checks = List.copyOf(checks);
        }
    }

    /**
     * It is not believed.
     *
     * @param message what was seen, and what to do next
     */
    record Refused(VerificationReason reason, String message, List<String> checks)
            implements VerificationResult {
        /** Copies the list. */
        public Refused {
            checks = List.copyOf(checks);
        }
    }

    /**
     * It can't be told: nothing was found wrong, and nothing proven.
     *
     * @param what a kind of document or signature that this version doesn't verify
     */
    record Unsupported(String what, List<String> checks) implements VerificationResult {
        /** Copies the list. */
        public Unsupported {
            checks = List.copyOf(checks);
        }
    }
}
