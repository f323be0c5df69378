package dev.surefoot.bench.judge;

import dev.surefoot.judge.Counts;
import dev.surefoot.judge.Judge;
import dev.surefoot.judge.Outcome;
import dev.surefoot.judge.Plan;
import dev.surefoot.judge.Routing;
import dev.surefoot.judge.Schedule;
import dev.surefoot.judge.State;
import dev.surefoot.judge.Window;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One window of a canary at 5 % of 1,000 requests a second, three instances an arm, judged after an
 * hour of them: errors alone, and with one boundary of latency that about half of the requests
 * exceed, where it costs most; and the making of the window alone, which the judge does not do.
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JudgeCost {
    private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");
    private static final int HOUR = 3_600;
    private static final List<Long> HALF = List.of(2L);

    private final Plan plan =
            Plan.of(Routing.REQUEST, 0.01, Schedule.of(List.of(500, 1_000, 5_000)));
    private final Plan timed = plan.withLatency(List.of(.1), Optional.empty());
    private State state = State.initial(plan);
    private State timedState = State.initial(timed);
    private long turn;

    /** An hour of windows, all errors at 0.1 %. */
    @Setup
    public void anHour() {
        for (int seq = 0; seq < HOUR; seq++) {
            long errors = seq % 20 == 0 ? 1 : 0;
            state = Judge.next(plan, state, window(seq, errors, List.of())).state();
            timedState = Judge.next(timed, timedState, window(seq, errors, HALF)).state();
        }
    }

    /** The judge's look at one window. */
    @Benchmark
    public Outcome judge() {
        return Judge.next(plan, state, next(List.of()));
    }

    /** The same with one boundary of latency. */
    @Benchmark
    public Outcome latency() {
        return Judge.next(timed, timedState, next(HALF));
    }

    /** The same without the judge. */
    @Benchmark
    public Window empty() {
        return next(List.of());
    }

    /** Differs from turn to turn, so that nothing can be computed once. */
    private Window next(List<Long> parts) {
        turn++;
        return window(HOUR, turn % 20 == 0 ? 1 : 0, parts);
    }

    /** Of each instance's requests, one in {@code parts} exceeds the boundary, if there are any. */
    private static Window window(long seq, long errors, List<Long> parts) {
        Instant start = START.plusSeconds(seq);
        return new Window(
                seq,
                start,
                start.plus(Duration.ofSeconds(1)),
                500,
                List.of(
                        counts("a", 17, errors, parts),
                        counts("b", 17, 0, parts),
                        counts("c", 16, 0, parts)),
                List.of(
                        counts("a", 317, errors, parts),
                        counts("b", 317, 0, parts),
                        counts("c", 316, 0, parts)),
                false);
    }

    private static Counts counts(String instance, long requests, long errors, List<Long> parts) {
        Counts plain = Counts.of(instance, requests, errors);
        return parts.isEmpty()
                ? plain
                : plain.withSlower(parts.stream().map(part -> requests / part).toList());
    }
}
