package dev.surefoot.judge;

/**
 * The answer and where exposure may go with it.
 *
 * @param judgement the answer
 * @param nextShareBp the canary's next share in basis points: the share in force, or the schedule's
 *     next step when it is due; 0 with {@code Rollback}; {@link Schedule#WATCHING_BP} (or the share
 *     in force, if higher) with {@code Promote}, after which the promotion goes on by itself
 */
public record Step(Judgement judgement, int nextShareBp) {}
