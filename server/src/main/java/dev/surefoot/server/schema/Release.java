package dev.surefoot.server.schema;

/** How far the release is that a change belongs to. */
public enum Release {
    /** Not admitted yet, or nobody asked for it. */
    BEFORE,
    /** Admitted; its instances are about to start. */
    STARTING,
    /** Users meet it; the old version lives beside it. */
    LIVE,
    /** It is what runs, and the old version is still kept warm or another release is under way. */
    SERVING,
    /** It alone runs; nothing else does, is kept warm or is on its way. */
    ALONE,
    /** Another version took its place. */
    OVERTAKEN,
    /** Taken back, failed or superseded before it served. */
    GONE
}
