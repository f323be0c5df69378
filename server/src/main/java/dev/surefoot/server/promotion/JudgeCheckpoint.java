package dev.surefoot.server.promotion;

import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the judge knows of one promotion, as it is kept over a restart.
 *
 * @param state the judge's own bytes
 * @param counted the counters up to which it has judged
 * @param evidence what it said last
 * @param words the same for people
 * @param curve points since the checkpoint before; those of the store are read apart
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record JudgeCheckpoint(
        Instant at,
        Plan plan,
        byte[] state,
        Optional<CounterSnapshot> counted,
        Optional<Evidence> evidence,
        String words,
        List<JudgeSample> curve) {
    public JudgeCheckpoint {
        curve = List.copyOf(curve);
    }
}
