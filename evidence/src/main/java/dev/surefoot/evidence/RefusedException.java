package dev.surefoot.evidence;

/**
 * Carries a refusal out of a streaming parse. Never leaves this package: {@link EvidenceReader}
 * turns it into a {@link Reading.Refused}.
 */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal reason;

    RefusedException(Refusal reason, String message) {
        // Without a stack trace: it is an outcome, and hostile input may cause many.
        super(message, null, false, false);
        this.reason = reason;
    }

    Refusal reason() {
        return reason;
    }

    String text() {
        String message = getMessage();
        return message == null ? reason.name() : message;
    }
}
