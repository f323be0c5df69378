package dev.surefoot.server.candidate;

import java.time.Instant;
import java.util.List;

/**
 * One commit, as the submitter's git has it.
 *
 * @param onTrunkAt when it reached the branch that is released from
 * @param added lines; of text files only
 * @param deleted lines; of text files only
 * @param author a hash that tells authors apart and names nobody
 */
public record SourceChange(
        String sha,
        Instant authoredAt,
        Instant onTrunkAt,
        long added,
        long deleted,
        List<String> paths,
        String author) {
    public SourceChange {
        paths = List.copyOf(paths);
    }
}
