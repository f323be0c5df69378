package dev.surefoot.schema.stall;

import java.time.Duration;

/**
 * What a probe of one file may cost.
 *
 * @param mostRows of a table
 * @param atMost for filling and running at both sizes together
 * @param mostBytes of a filled database
 * @param otherRows of tables that are not measured, so that references have somewhere to point to
 */
public record ProbeBounds(long mostRows, Duration atMost, long mostBytes, long otherRows) {
    /** A million rows, a minute, two gibibytes. */
    public static final ProbeBounds DEFAULT =
            new ProbeBounds(1_000_000, Duration.ofSeconds(60), 2L << 30, 1_000);
}
