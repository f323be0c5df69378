package dev.surefoot.cli;

/** A moment of a promotion at which the server is killed: always just before it saves. */
enum Crash {
    NONE(Rollout.CANARY, "promotion", "false"),
    LEAVING_REQUESTED(Rollout.ALL_AT_ONCE, "promotion", leaving("REQUESTED")),
    LEAVING_GATED(Rollout.ALL_AT_ONCE, "promotion", leaving("GATED")),
    LEAVING_PREPARING(Rollout.ALL_AT_ONCE, "promotion", leaving("PREPARING")),
    /** A process exists and its row does not know its pid. */
    WHILE_STARTING_AN_INSTANCE(
            Rollout.ALL_AT_ONCE, "instance", "OLD.pid IS NULL AND NEW.pid IS NOT NULL"),
    LEAVING_EXPANDING(Rollout.ALL_AT_ONCE, "promotion", leaving("EXPANDING")),
    LEAVING_EXPOSING(Rollout.CANARY, "promotion", leaving("EXPOSING")),
    LEAVING_JUDGING(Rollout.CANARY, "promotion", leaving("JUDGING")),
    LEAVING_WATCHING(Rollout.WATCHED, "promotion", leaving("WATCHING")),
    LEAVING_BAKING(Rollout.ALL_AT_ONCE, "promotion", leaving("BAKING"));

    private final Rollout rollout;
    private final String table;
    private final String condition;

    Crash(Rollout rollout, String table, String condition) {
        this.rollout = rollout;
        this.table = table;
        this.condition = condition;
    }

    Rollout rollout() {
        return rollout;
    }

    /** The table whose save is halted. */
    String table() {
        return table;
    }

    /** Which save of it. */
    String condition() {
        return condition;
    }

    /** Of a promotion that is about to have left this state. */
    static String leaving(String state) {
        return "OLD.state = '" + state + "' AND NEW.state <> OLD.state";
    }

    /** Of a promotion that goes back and is about to have left this phase of it. */
    static String leavingPhase(String phase) {
        return "OLD.state = 'ROLLING_BACK' AND OLD.state_body #>> '{phase,phase}' = '"
                + phase
                + "' AND NEW.state_body #>> '{phase,phase}' IS DISTINCT FROM '"
                + phase
                + "'";
    }
}
