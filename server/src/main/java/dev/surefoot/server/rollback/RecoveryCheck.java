package dev.surefoot.server.rollback;

/** Whether there is a way back right now. */
public sealed interface RecoveryCheck {
    /** There is, and this is it. */
    record Ready(RecoveryPlan plan) implements RecoveryCheck {}

    /** There is none: exposure must not begin or grow. */
    record Broken(String why) implements RecoveryCheck {}
}
