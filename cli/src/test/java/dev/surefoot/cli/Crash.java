package dev.surefoot.cli;

/**
 * A moment at which a server is killed: before it saves that something was done.
 *
 * @param table the table whose update is halted
 * @param condition which update of it, by OLD and NEW
 */
record Crash(String name, String table, String condition) {
    /** A promotion is about to have left this state. */
    static Crash leaving(String state) {
        return new Crash(
                "leaving " + state,
                "promotion",
                "OLD.state = '" + state + "' AND NEW.state <> OLD.state");
    }

    /** A promotion that goes back is about to have left this phase of it. */
    static Crash leavingPhase(String phase) {
        String is = " #>> '{phase,phase}' IS DISTINCT FROM '" + phase + "'";
        return new Crash(
                "leaving " + phase,
                "promotion",
                "OLD.state = 'ROLLING_BACK' AND NOT OLD.state_body"
                        + is
                        + " AND NEW.state_body"
                        + is);
    }

    /** A process exists, and its row does not know its pid yet. */
    static Crash startingAnInstance() {
        return new Crash(
                "starting an instance", "instance", "OLD.pid IS NULL AND NEW.pid IS NOT NULL");
    }
}
