package dev.surefoot.server.promotion;

import dev.surefoot.judge.Evidence;
import dev.surefoot.judge.Plan;
import dev.surefoot.server.traffic.CounterSnapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * What the judge knows of one promotion, as it is kept over a restart.
 *
 * @param state the judge's own bytes
 * @param counted the counters up to which it has judged
 * @param evidence what it said last
 * @param words the same for people
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record JudgeCheckpoint(
        Instant at,
        Plan plan,
        byte[] state,
        Optional<CounterSnapshot> counted,
        Optional<Evidence> evidence,
        String words) {}
