package dev.surefoot.cli.stream;

import java.time.Instant;
import java.util.List;

/**
 * All lines of one time: what both arms did in the window that begins there.
 *
 * @param text the time as it stands in the file
 * @param line the first of the lines
 */
public record Slice(
        String text, long line, Instant time, List<Sample> canary, List<Sample> baseline) {
    /**
     * What one instance did.
     *
     * @param slower requests slower than each of {@link StreamFile#bounds()}
     */
    public record Sample(String instance, long requests, long errors, List<Long> slower) {}
}
