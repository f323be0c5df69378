package dev.surefoot.server.identity;

/** What a caller may do; each role may do what those before it may. */
public enum Role {
    /** Looks at everything. */
    VIEWER,
    /** Also hands over artifacts, evidence and candidates. */
    DEVELOPER,
    /** Also promotes, and whoever may promote may roll back. */
    RELEASER,
    /** Also freezes, and answers what a promotion asks. */
    OPERATOR,
    /** Also writes the policy, and gives and takes tokens. */
    ADMIN;

    /** Whether this role may do what {@code other} may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
