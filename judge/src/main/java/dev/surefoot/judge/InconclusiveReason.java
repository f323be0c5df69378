package dev.surefoot.judge;

/** What was missing when the deadline came. */
public enum InconclusiveReason {
    /** The plan's budget cannot be kept, whatever is seen. */
    NOT_PLANNABLE,
    /** Traffic, but too little to prove either answer. */
    NOT_ENOUGH_EVIDENCE,
    /** The canary served no request. */
    NO_TRAFFIC,
    /** Nothing fresh to look at. */
    SILENT,
    /** Canary and baseline failed together. */
    SHARED_INCIDENT,
    /** The canary did not get the share it should. */
    ROUTING_UNVERIFIED
}
