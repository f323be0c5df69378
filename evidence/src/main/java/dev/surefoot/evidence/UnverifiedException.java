package dev.surefoot.evidence;

/**
 * Carries the refusal of a signed document out of reading a submission. Never leaves this package:
 * {@link EvidenceReader} turns it into a {@link Reading.Unverified}.
 */
final class UnverifiedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient VerificationResult.Refused refused;

    UnverifiedException(VerificationResult.Refused refused) {
        super(refused.message(), null, false, false);
        this.refused = refused;
    }

    VerificationResult.Refused refused() {
        return refused;
    }
}
