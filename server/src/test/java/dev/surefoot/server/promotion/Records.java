package dev.surefoot.server.promotion;

import dev.surefoot.server.candidate.Candidate;

/** Where simulated servers keep what outlives them: the real database, or memory for speed. */
interface Records {
    /** A new server steers from now on; older ones can save no more. */
    long takeOver();

    /** Promotions as one life of a server sees them; {@code ownership} from {@link #takeOver}. */
    Promotions promotions(Life life, long ownership);

    /** Checkpoints as one life of a server sees them. */
    JudgeCheckpoints checkpoints(Life life);

    /** What promotions are of. */
    void add(Candidate candidate, long size);

    /** Entries written, the last one's number, and the number of the next but one. */
    long[] ledger();

    /** Forgets everything but the ledger. */
    void clear();
}
