package dev.surefoot.server.gate;

/**
 * A fact as a verdict saw it, with its type, so that the verdict can be computed again from the
 * record alone.
 */
public record RecordedFact(FactName.Type type, Fact fact) {}
