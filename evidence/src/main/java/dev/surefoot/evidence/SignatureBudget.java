package dev.surefoot.evidence;

import java.util.List;

/**
 * How many signatures one submission may have checked: each costs up to a millisecond, and a file
 * of envelopes can ask for millions. Counted before anything is checked, as if each signature were
 * tried with each key. Not thread-safe; one for each submission.
 */
final class SignatureBudget {
    static final long MOST_CHECKS = 10_000;

    private long spent;

    void spend(List<SignedFile.Entry> entries, int keys) throws RefusedException {
        for (SignedFile.Entry entry : entries) {
            if (entry.document() instanceof SignedFile.Document.Signed(Envelope envelope)) {
                spent += (long) envelope.signatures().size() * keys;
            }
        }
        if (spent > MOST_CHECKS) {
            throw new RefusedException(
                    Refusal.LIMIT_EXCEEDED,
                    "%d signatures to check with %d keys come to more than %d checks: send fewer"
                                    .formatted(spent / keys, keys, MOST_CHECKS)
                            + " envelopes at once");
        }
    }
}
