package dev.surefoot.judge;

/**
 * What a window led to.
 *
 * @param state to be kept and given with the next window
 * @param step the answer
 */
public record Outcome(State state, Step step) {}
