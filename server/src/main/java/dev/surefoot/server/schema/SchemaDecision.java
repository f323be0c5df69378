package dev.surefoot.server.schema;

/** What is to be done about a change now. */
sealed interface SchemaDecision {
    /** Nothing. */
    record Stay(String waitingFor) implements SchemaDecision {}

    /** Begin a piece of work. */
    record Begin(Errand.Kind kind) implements SchemaDecision {}

    /** Tell the work under way to stop. */
    record Halt(String why) implements SchemaDecision {}

    /** Another state. */
    record Move(SchemaState to, String why) implements SchemaDecision {}
}
