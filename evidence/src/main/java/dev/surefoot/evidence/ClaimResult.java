package dev.surefoot.evidence;

/** What a document says, or that it says nothing that counts. */
public enum ClaimResult {
    /** It checked something and found it good. */
    PASS,
    /** It found it bad. */
    FAIL,
    /** It found it good with reservations. */
    WARN,
    /** It proves nothing: see the claim's reason. Never a pass. */
    ERROR,
    /** It says that it does not apply. */
    NOT_APPLICABLE,
    /** It states facts, as counts, without a verdict. */
    INFO
}
