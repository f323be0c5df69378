package dev.surefoot.server.environment;

/** What happens if the deadline passes without a decision. */
public enum OnInconclusive {
    HOLD,
    ROLLBACK
}
