package dev.surefoot.evidence;

/** Why a claim is {@link ClaimResult#ERROR}; a claim carries the constant's name. */
public enum ErrorReason {
    /** The reports hold no test case. */
    NO_TEST_CASES,
    /** A suite declares more test cases than it holds. */
    FEWER_CASES_THAN_DECLARED,
    /** A suite declares failures or errors but holds no failed case, so they were lost. */
    DECLARED_FAILURES_MISSING,
    /** A failure or error stands outside any test case, as when a suite's set-up breaks. */
    FAILURE_OUTSIDE_CASES,
    /** Every test case was skipped. */
    NOTHING_RAN,
    /** The bill of materials lists no component. */
    NO_COMPONENTS,
    /** The vulnerability scan names nothing that it scanned. */
    NOTHING_SCANNED,
    /** A time inside, or the database's, is more than five minutes after the receipt. */
    TIME_IN_FUTURE
}
