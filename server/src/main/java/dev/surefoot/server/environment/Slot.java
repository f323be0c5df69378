package dev.surefoot.server.environment;

/** A physical place for one version's instances. Roles (baseline, canary) belong to a promotion. */
public enum Slot {
    BLUE,
    GREEN;

    /** The one that is not this. */
    public Slot other() {
        return this == BLUE ? GREEN : BLUE;
    }
}
