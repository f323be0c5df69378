package dev.surefoot.server.environment;

/** How exposure grows. */
public enum Strategy {
    /** By fixed steps. */
    CANARY,
    /** As fast as a budget of failed requests and the evidence allow. */
    BUDGET,
    /** Everybody at once, on rails alone. */
    ALL_AT_ONCE
}
