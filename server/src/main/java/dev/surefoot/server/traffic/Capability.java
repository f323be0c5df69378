package dev.surefoot.server.traffic;

/** What a router can do. A plan that needs more is refused before exposure. */
public enum Capability {
    /** Shares to one basis point. */
    GRANULARITY_BP,
    /** One user stays with one version while the share stands still. */
    STICKY,
    /** Users are divided by the hash that flags use, too. */
    COHORT,
    /** Single requests can be sent to a slot by a header. */
    HEADER,
    /** Requests can be copied to a slot whose answers are dropped. */
    MIRROR,
    /** Requests and errors are counted per slot and instance. */
    VERSION_COUNTERS,
    /** Durations are counted per slot and instance. */
    LATENCY_HISTOGRAM,
    /** What was applied can be read back. */
    VERIFY,
    /** Exposure lapses by itself unless renewed. */
    LEASE
}
