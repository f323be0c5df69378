package dev.surefoot.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plans and windows that many tests share. */
final class Simple {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Simple() {}

    /** 5/10/50 % with the usual promises, a ceiling of 1 % and requests drawn anew. */
    static Plan plan() {
        return Plan.of(Routing.REQUEST, .01, Schedule.of(List.of(500, 1_000, 5_000)));
    }

    /** The setting of the demonstration. */
    static Plan demo() {
        Schedule schedule = new Schedule(List.of(500, 1_000, 5_000), Duration.ofSeconds(10), 30);
        return Plan.of(Routing.REQUEST, .01, schedule).withMinEvidenceTime(Duration.ofSeconds(20));
    }

    /** A second, as number {@code seq} from {@link #START}, at 5 %. */
    static Window second(long seq, Counts canary, Counts baseline) {
        return second(seq, 500, List.of(canary), List.of(baseline));
    }

    static Window second(long seq, int shareBp, List<Counts> canary, List<Counts> baseline) {
        Instant start = START.plusSeconds(seq);
        return new Window(seq, start, start.plusSeconds(1), shareBp, canary, baseline, false);
    }

    static Window gap(Window window) {
        return new Window(
                window.seq(),
                window.start(),
                window.end(),
                window.shareBp(),
                window.canary(),
                window.baseline(),
                true);
    }

    static Counts stale(Counts counts) {
        return counts.stale();
    }

    static Counts unready(Counts counts) {
        return counts.with(new Vitals(false, 0, 0, 0));
    }

    static Counts restarted(Counts counts, int restarts, int oomKills) {
        return counts.with(new Vitals(true, restarts, oomKills, 0));
    }
}
