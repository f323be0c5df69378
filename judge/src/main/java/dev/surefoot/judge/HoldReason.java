package dev.surefoot.judge;

/** Why the judge neither promotes nor rolls back, yet. */
public enum HoldReason {
    /** Counts come in; neither answer is proven. */
    GATHERING_EVIDENCE,
    /** Good enough, but {@code min-evidence-time} is not over. */
    MIN_EVIDENCE_TIME,
    /** The canary served no request at this share. */
    NO_TRAFFIC,
    /** This window could not be used; not yet for longer than {@code blind}. */
    STALE,
    /** No fresh counters from both arms for longer than {@code blind}; the share is held. */
    SILENT,
    /** Canary and baseline fail together; the share is held. */
    SHARED_INCIDENT,
    /** The canary does not get the share it should; the share is held. */
    ROUTING_UNVERIFIED,
    /** Rails alone are watched and none was touched; {@link Judge#rails} never promotes. */
    RAILS_ONLY
}
