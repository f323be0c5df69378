package dev.surefoot.proxy.route;

/** A physical place for one version; a slot never changes its color, only its role. */
public enum Slot {
    BLUE,
    GREEN;

    /** The slot that is not this one. */
    public Slot other() {
        return switch (this) {
            case BLUE -> GREEN;
            case GREEN -> BLUE;
        };
    }
}
