package dev.surefoot.server.traffic.haproxy;

/**
 * One thing that a release through HAProxy needs.
 *
 * @param what the thing
 * @param detail what was seen
 * @param fix the line to add or the thing to do; empty where nothing is
 */
public record Finding(Verdict verdict, String what, String detail, String fix) {
    /** How it is. */
    public enum Verdict {
        /** As it must be. */
        OK,
        /** Not there, or not as it must be. */
        MISSING,
        /** Nobody can say from here; no reason to refuse. */
        UNSEEN,
        /** HAProxy did not answer. */
        UNREACHABLE
    }

    static Finding ok(String what, String detail) {
        return new Finding(Verdict.OK, what, detail, "");
    }

    static Finding missing(String what, String detail, String fix) {
        return new Finding(Verdict.MISSING, what, detail, fix);
    }
}
